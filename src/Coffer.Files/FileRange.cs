namespace Coffer.Files;

/// <summary>Part of a file: <paramref name="Offset"/> bytes are skipped, at most <paramref name="Length"/> are read (null: to the end).</summary>
public readonly record struct FileRange(long Offset, long? Length = null);
