using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>EXISTS (query).</summary>
sealed record BoundExists(BoundRelation Query) : BoundExpression(SqlType.Boolean)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Query = Query.MapExpressions(map),
        };
}
