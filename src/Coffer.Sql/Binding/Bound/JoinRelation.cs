using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A join; its columns are those of both sides.</summary>
/// <param name="Condition">Null for a cross join.</param>
sealed record JoinRelation(JoinKind Kind, BoundRelation Left, BoundRelation Right, BoundExpression? Condition)
    : BoundRelation([.. Left.Columns, .. Right.Columns])
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Left = Left.MapExpressions(map),
            Right = Right.MapExpressions(map),
            Condition = Condition is null ? null : map(Condition),
        };
}
