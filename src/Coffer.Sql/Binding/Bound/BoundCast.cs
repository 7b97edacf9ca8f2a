using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A conversion, written or implicit.</summary>
/// <param name="Type">The target.</param>
/// <param name="Value">What is converted.</param>
/// <param name="Safe">TRY_CAST: NULL instead of an error.</param>
sealed record BoundCast(SqlType Type, BoundExpression Value, bool Safe = false) : BoundExpression(Type)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) => this with { Value = map(Value) };
}
