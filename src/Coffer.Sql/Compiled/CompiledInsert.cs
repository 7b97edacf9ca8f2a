using Coffer.Sql.Catalog;

namespace Coffer.Sql;

/// <summary>INSERT: the query gives one column per target column, already of the target's types.</summary>
public sealed record CompiledInsert(SqlTable Target, IReadOnlyList<string> TargetColumns, CompiledQuery Query) : CompiledStatement;
