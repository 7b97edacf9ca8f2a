using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A function over a window. No frame means the default of the function.</summary>
sealed record BoundWindow(
    FunctionResolution.Found Function,
    IReadOnlyList<BoundExpression> Arguments,
    bool Distinct,
    bool IgnoreNulls,
    BoundExpression? Filter,
    IReadOnlyList<BoundExpression> PartitionBy,
    IReadOnlyList<BoundSort> OrderBy,
    FrameUnit? Unit,
    BoundFrameBound? Start,
    BoundFrameBound? End
) : BoundExpression(Function.ReturnType)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Arguments = [.. Arguments.Select(map)],
            Filter = Filter is null ? null : map(Filter),
            PartitionBy = [.. PartitionBy.Select(map)],
            OrderBy = [.. OrderBy.Select(s => s.Map(map))],
            Start = Start?.Map(map),
            End = End?.Map(map),
        };
}
