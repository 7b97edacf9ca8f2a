using Coffer.Sql.Catalog;

namespace Coffer.Sql.Binding.Bound;

/// <summary>One use of a table.</summary>
sealed record ScanRelation(int Index, SqlTable Table, string Alias, IReadOnlyList<RelationColumn> Columns) : BoundRelation(Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) => this;
}
