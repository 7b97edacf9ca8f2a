using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A lambda argument; parameter names are generated and already quoted.</summary>
sealed record BoundLambda(SqlType Type, IReadOnlyList<string> Parameters, BoundExpression Body) : BoundExpression(Type)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) => this with { Body = map(Body) };
}
