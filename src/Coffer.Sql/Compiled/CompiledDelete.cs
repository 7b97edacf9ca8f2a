using Coffer.Sql.Catalog;

namespace Coffer.Sql;

/// <summary>
/// DELETE. <see cref="KeepRows"/> gives the rows to keep as <c>*</c> of relation scan_0: whatever that relation has beside the columns that the predicate
/// uses passes through. <see cref="CountDeleted"/> gives one row with one bigint. Both read the target as a whole (scan 0); <see cref="Time"/> bounds the rows that may be deleted.
/// </summary>
public sealed record CompiledDelete(SqlTable Target, CompiledQuery KeepRows, CompiledQuery CountDeleted, TimeRange Time)
    : CompiledStatement;
