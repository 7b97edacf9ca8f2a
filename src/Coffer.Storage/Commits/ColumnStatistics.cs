namespace Coffer.Storage.Commits;

/// <summary>
/// What a data file says of one of its columns. <paramref name="PhysicalType"/> is the DuckDB type that reading it yields. Bounds are DuckDB's text
/// of the value; null when unknown (all null, nested, NaN, very long text). <paramref name="Bytes"/> is the compressed size.
/// </summary>
public sealed record ColumnStatistics(ColumnId Column, string PhysicalType, long Nulls, long Bytes, string? Min, string? Max);
