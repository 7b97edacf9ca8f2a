using Coffer.Sql.Functions;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A call of a scalar function of the catalogue.</summary>
sealed record BoundCall(FunctionResolution.Found Function, IReadOnlyList<BoundExpression> Arguments) : BoundExpression(Function.ReturnType)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Arguments = [.. Arguments.Select(map)],
        };
}
