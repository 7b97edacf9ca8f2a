namespace Coffer.Sql;

/// <summary>A half-open range [From, To) of unix seconds; long.MinValue and long.MaxValue mean open.</summary>
public readonly record struct TimeRange(long From, long To)
{
    public static readonly TimeRange All = new(long.MinValue, long.MaxValue);

    public TimeRange Intersect(TimeRange other) => new(Math.Max(From, other.From), Math.Min(To, other.To));

    /// <summary>The smallest range that holds both.</summary>
    public TimeRange Union(TimeRange other) => new(Math.Min(From, other.From), Math.Max(To, other.To));
}
