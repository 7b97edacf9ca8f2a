using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A set operation over two blocks whose columns have the same types.</summary>
sealed record SetRelation(
    string Alias,
    IReadOnlyList<RelationColumn> Columns,
    SetOperator Operator,
    bool All,
    BoundRelation Left,
    BoundRelation Right
) : BoundRelation(Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Left = Left.MapExpressions(map),
            Right = Right.MapExpressions(map),
        };
}
