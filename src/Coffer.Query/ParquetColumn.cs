namespace Coffer.Query;

/// <summary>A column of a Parquet file: name and field id.</summary>
/// <param name="DuckType">DuckDB type that the values are cast to; null keeps the query's.</param>
public sealed record ParquetColumn(string Name, int FieldId, string? DuckType = null);
