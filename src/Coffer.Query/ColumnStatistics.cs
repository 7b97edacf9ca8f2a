namespace Coffer.Query;

/// <summary>What DuckDB's Parquet writer says about a column.</summary>
/// <param name="Nulls">Rows that are null; null when unknown, as for lists and maps.</param>
/// <param name="Min">Smallest value as DuckDB prints it; null when there is none or it is unknown. May be cut for long texts.</param>
/// <param name="Max">Largest value, likewise.</param>
public sealed record ColumnStatistics(string Name, long? Nulls, string? Min, string? Max);
