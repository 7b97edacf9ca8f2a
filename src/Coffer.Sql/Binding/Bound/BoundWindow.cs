using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A function over a window. No unit means the default frame of the function.</summary>
sealed record BoundWindow(
    FunctionResolution.Found Function,
    IReadOnlyList<BoundExpression> Arguments,
    bool IgnoreNulls,
    IReadOnlyList<BoundExpression> PartitionBy,
    IReadOnlyList<BoundSort> OrderBy,
    FrameUnit? Unit,
    BoundFrameBound? Start,
    BoundFrameBound? End
) : BoundExpression(Function.ReturnType)
{
    /// <summary>Whether the frame ends before it starts for every row; DuckDB counts such a frame wrongly.</summary>
    public bool HasEmptyFrame =>
        Start is { Offset: BoundLiteral { Value: long start } }
        && End is { Offset: BoundLiteral { Value: long end } }
        && Start.Kind == End.Kind
        && (Start.Kind == FrameBoundKind.Following ? start > end : start < end);

    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Arguments = [.. Arguments.Select(map)],
            PartitionBy = [.. PartitionBy.Select(map)],
            OrderBy = [.. OrderBy.Select(s => s.Map(map))],
            Start = Start?.Map(map),
            End = End?.Map(map),
        };
}
