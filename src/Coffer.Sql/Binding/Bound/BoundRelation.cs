namespace Coffer.Sql.Binding.Bound;

/// <summary>Rows with columns. Every relation has an alias of its own, unique in the statement.</summary>
abstract record BoundRelation(IReadOnlyList<RelationColumn> Columns)
{
    /// <summary>The same relation over mapped expressions, those of nested relations included.</summary>
    public abstract BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map);
}
