namespace Coffer.Storage.Scans;

/// <summary>A column of a file to be written: <paramref name="Expression"/> is DuckDB text over the rows of the query, of the type <paramref name="PhysicalType"/>.</summary>
public sealed record FileColumn(ColumnId Id, string PhysicalType, string Expression);
