namespace Coffer.Jobs;

/// <summary>What an event does to a job's row; null leaves a column as it is.</summary>
sealed record JobChange
{
    public required JobEvent Event { get; init; }

    public required JobState From { get; init; }

    public required JobState To { get; init; }

    /// <summary>When a job that is queued again may be leased, in microseconds.</summary>
    public required long AvailableAt { get; init; }

    public required long? EndedAt { get; init; }

    public long? CpuTime { get; init; }

    public JobResult? Result { get; init; }

    public string? CmdOut { get; init; }

    public string? StdErr { get; init; }
}
