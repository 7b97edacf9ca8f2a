namespace Coffer.Sql.Binding.Bound;

/// <summary>A use of a named query of an enclosing <see cref="WithRelation"/>.</summary>
sealed record CteReference(string CteName, string Alias, IReadOnlyList<RelationColumn> Columns) : BoundRelation(Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) => this;
}
