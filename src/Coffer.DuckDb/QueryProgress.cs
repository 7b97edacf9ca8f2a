namespace Coffer.DuckDb;

/// <summary>How far a running query is. <see cref="Percentage"/> is -1 while DuckDB cannot say.</summary>
public readonly record struct QueryProgress(double Percentage, long RowsProcessed, long TotalRows);
