using Coffer.Sql.Catalog;

namespace Coffer.Sql;

/// <summary>
/// One use of a table. The query text reads it as relation <c>scan_&lt;Index&gt;</c>, which must have (at least) <see cref="Columns"/>
/// by these names and in the physical form of their types; no columns means that only the number of rows matters. <see cref="Time"/> is what the
/// predicates imply for <c>time</c>: rows outside of it may be left out.
/// </summary>
public sealed record CompiledScan(int Index, SqlTable Table, IReadOnlyList<string> Columns, TimeRange Time)
{
    /// <summary>The name by which the query text refers to the relation.</summary>
    public string RelationName => $"scan_{Index}";
}
