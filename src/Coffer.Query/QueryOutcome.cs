namespace Coffer.Query;

/// <summary>A result file that was written: its rows and its exact size.</summary>
public readonly record struct QueryOutcome(long Rows, long Bytes);
