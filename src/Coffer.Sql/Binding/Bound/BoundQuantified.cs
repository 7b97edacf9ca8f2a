using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A comparison with the rows of a query: <c>IN</c>, <c>= ANY</c>, <c>&lt; ALL</c> …; several values compare as a row.</summary>
/// <param name="Values">The left side.</param>
/// <param name="Operator">IN, or a comparison operator with ANY or ALL.</param>
/// <param name="Query">As many columns as there are values.</param>
sealed record BoundQuantified(IReadOnlyList<BoundExpression> Values, string Operator, BoundRelation Query)
    : BoundExpression(SqlType.Boolean)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Values = [.. Values.Select(map)],
            Query = Query.MapExpressions(map),
        };
}
