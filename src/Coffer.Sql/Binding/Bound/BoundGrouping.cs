using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>GROUPING(…): the bit pattern of the keys that are aggregated away in a row.</summary>
sealed record BoundGrouping(IReadOnlyList<BoundExpression> Keys) : BoundExpression(Keys.Count > 31 ? SqlType.BigInt : SqlType.Integer)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) => this with { Keys = [.. Keys.Select(map)] };
}
