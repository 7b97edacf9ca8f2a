using Coffer.Sql.Catalog;

namespace Coffer.Sql;

/// <summary>CREATE TABLE with columns.</summary>
public sealed record CompiledCreateTable(string Schema, string Name, bool IfNotExists, IReadOnlyList<SqlTableColumn> Columns)
    : CompiledStatement;
