namespace Coffer.Jobs;

/// <summary>A published result: its file (null for a statement without rows), its length in bytes, its rows and its columns as JSON text.</summary>
public sealed record JobResult(string? Path, long Size, long Rows, string? Schema);
