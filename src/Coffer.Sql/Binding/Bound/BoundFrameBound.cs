using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding.Bound;

/// <summary>An end of a window frame; <see cref="Offset"/> is set for n PRECEDING and n FOLLOWING.</summary>
sealed record BoundFrameBound(FrameBoundKind Kind, BoundExpression? Offset)
{
    public BoundFrameBound Map(Func<BoundExpression, BoundExpression> map) => this with { Offset = Offset is null ? null : map(Offset) };
}
