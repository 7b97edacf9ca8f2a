namespace Coffer.Sql.Binding.Bound;

/// <summary>Named queries around a body.</summary>
sealed record WithRelation(IReadOnlyList<BoundCte> Ctes, BoundRelation Body) : BoundRelation(Body.Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Ctes = [.. Ctes.Select(c => c with { Query = c.Query.MapExpressions(map) })],
            Body = Body.MapExpressions(map),
        };
}
