namespace Coffer.Sql.Binding.Bound;

/// <summary>One SELECT block.</summary>
sealed record SelectRelation(string Alias, IReadOnlyList<BoundItem> Items) : BoundRelation([.. Items.Select(i => i.Column)])
{
    public BoundRelation? From { get; init; }

    public BoundExpression? Where { get; init; }

    /// <summary>With grouping, the first items are the keys and all others aggregates.</summary>
    public bool Grouped { get; init; }

    public int KeyCount { get; init; }

    /// <summary>Grouping sets as positions of keys; null = one set of all keys.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? GroupingSets { get; init; }

    public bool Distinct { get; init; }

    public IReadOnlyList<BoundSort> OrderBy { get; init; } = [];

    public long? Limit { get; init; }

    public long? Offset { get; init; }

    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Items = [.. Items.Select(i => i with { Value = map(i.Value) })],
            From = From?.MapExpressions(map),
            Where = Where is null ? null : map(Where),
            OrderBy = [.. OrderBy.Select(s => s.Map(map))],
        };
}
