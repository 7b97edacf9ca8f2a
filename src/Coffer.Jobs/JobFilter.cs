namespace Coffer.Jobs;

/// <summary>Which jobs a listing shows, newest first. From and To count from 0 over the matching jobs; To, FromId and ToId are inclusive.</summary>
public sealed record JobFilter
{
    public const int DefaultCount = 20;

    public int From { get; init; }

    public int? To { get; init; }

    public JobState? State { get; init; }

    /// <summary>Only jobs that ran, or are running, for more than so many seconds.</summary>
    public long? SlowerThan { get; init; }

    public JobId? FromId { get; init; }

    public JobId? ToId { get; init; }

    public int? Limit { get; init; }

    internal int Count => Math.Max(0, Math.Min(To is { } to ? to - From + 1 : DefaultCount, Limit ?? int.MaxValue));
}
