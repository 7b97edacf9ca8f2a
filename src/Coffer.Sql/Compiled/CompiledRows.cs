namespace Coffer.Sql;

/// <summary>Rows that the catalogue alone answers (SHOW, DESCRIBE, EXPLAIN): values are null, string, long or bool.</summary>
public sealed record CompiledRows(IReadOnlyList<SqlResultColumn> Columns, IReadOnlyList<object?[]> Rows) : CompiledStatement;
