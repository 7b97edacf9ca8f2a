namespace Coffer.Storage.Scans;

/// <summary>A half-open range of unix seconds; <see cref="long.MinValue"/> and <see cref="long.MaxValue"/> are open ends.</summary>
public readonly record struct TimeWindow(long From, long To)
{
    public static TimeWindow All => new(long.MinValue, long.MaxValue);

    internal bool Overlaps(long min, long max) => max >= From && (min < To || To == long.MaxValue);
}
