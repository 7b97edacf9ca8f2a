namespace Coffer.Storage.Scans;

/// <summary>A DuckDB SELECT that yields a table's rows, and the absolute paths of the files it reads (none: an empty relation).</summary>
public sealed record ScanSource(string Sql, IReadOnlyList<string> Files);
