namespace Coffer.Sql;

/// <summary>A query in DuckDB's language. Result columns are positional: the text names them c1, c2 …</summary>
public sealed record CompiledQuery(string DuckSql, IReadOnlyList<SqlResultColumn> Columns, IReadOnlyList<CompiledScan> Scans)
    : CompiledStatement;
