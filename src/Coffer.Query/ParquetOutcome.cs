namespace Coffer.Query;

/// <summary>A Parquet file that was written; whoever publishes it flushes it to disk. No rows: the file exists and is empty.</summary>
/// <param name="Columns">Statistics of the top-level columns, in the file's order.</param>
public sealed record ParquetOutcome(long Rows, long Bytes, IReadOnlyList<ColumnStatistics> Columns);
