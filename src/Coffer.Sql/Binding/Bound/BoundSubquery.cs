using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A query as a value: no row is NULL, more than one is an error.</summary>
sealed record BoundSubquery(SqlType Type, BoundRelation Query) : BoundExpression(Type)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Query = Query.MapExpressions(map),
        };
}
