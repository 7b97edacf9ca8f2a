using Coffer.Sql.Binding.Bound;

namespace Coffer.Sql.Binding;

/// <summary>GROUP BY: the distinct keys, and the grouping sets as positions of keys (null = one set of all keys).</summary>
sealed record GroupingPlan(IReadOnlyList<BoundExpression> Keys, IReadOnlyList<IReadOnlyList<int>>? Sets)
{
    /// <summary>Aggregation without GROUP BY: one group.</summary>
    public static readonly GroupingPlan Global = new([], null);
}
