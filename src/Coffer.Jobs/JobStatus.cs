namespace Coffer.Jobs;

/// <summary>What changes while a job lives; cheap to read. Times are microseconds since 1970 UTC.</summary>
public record JobStatus
{
    public required JobId Id { get; init; }

    public required JobState State { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    /// <summary>When the current or last attempt began.</summary>
    public required long? StartedAt { get; init; }

    public required long? EndedAt { get; init; }

    /// <summary>Of all threads, in milliseconds.</summary>
    public required long? CpuTime { get; init; }

    /// <summary>Rows of the result; null until the job has ended well.</summary>
    public required long? NumRecords { get; init; }

    /// <summary>Exact length in bytes of the result as msgpack.gz; null until the job has ended well.</summary>
    public required long? ResultSize { get; init; }

    /// <summary>0 to 100, of the statement that runs.</summary>
    public required int Progress { get; init; }

    /// <summary>Whole seconds from start to end; null before the end, and for a job that never started.</summary>
    public long? Duration => (EndedAt - StartedAt) / 1_000_000;
}
