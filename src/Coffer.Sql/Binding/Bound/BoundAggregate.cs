using Coffer.Sql.Functions;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A call of an aggregate function over the rows of a group.</summary>
sealed record BoundAggregate(
    FunctionResolution.Found Function,
    IReadOnlyList<BoundExpression> Arguments,
    bool Distinct,
    IReadOnlyList<BoundSort> OrderBy,
    BoundExpression? Filter
) : BoundExpression(Function.ReturnType)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Arguments = [.. Arguments.Select(map)],
            OrderBy = [.. OrderBy.Select(s => s.Map(map))],
            Filter = Filter is null ? null : map(Filter),
        };
}
