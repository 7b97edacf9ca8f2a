namespace Coffer.Sql.Binding.Bound;

/// <summary>A sort key; the place of NULLs is always decided.</summary>
sealed record BoundSort(BoundExpression Key, bool Descending, bool NullsFirst)
{
    public BoundSort Map(Func<BoundExpression, BoundExpression> map) => this with { Key = map(Key) };
}
