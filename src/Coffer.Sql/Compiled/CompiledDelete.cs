using Coffer.Sql.Catalog;

namespace Coffer.Sql;

/// <summary>
/// DELETE. <see cref="KeepRows"/> gives the rows to keep, with all columns of the target in order; <see cref="CountDeleted"/> gives one
/// row with one bigint. Both read the target as a whole (scan 0); <see cref="Time"/> bounds the rows that may be deleted.
/// </summary>
public sealed record CompiledDelete(SqlTable Target, CompiledQuery KeepRows, CompiledQuery CountDeleted, TimeRange Time)
    : CompiledStatement;
