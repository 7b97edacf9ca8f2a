namespace Coffer.Jobs.Running;

/// <summary>How an attempt ended by its own doing. <see cref="CpuTime"/> is in milliseconds, null when unknown.</summary>
public abstract record JobOutcome
{
    JobOutcome() { }

    public long? CpuTime { get; init; }

    public sealed record Succeeded(JobResult Result) : JobOutcome;

    /// <summary>The job itself is wrong; the text goes to stderr and another attempt would fail the same way.</summary>
    public sealed record Failed(string StdErr) : JobOutcome;

    /// <summary>Not the job's fault, and there is something to tell about it; retry_limit decides whether it is tried again.</summary>
    public sealed record Broken(string StdErr) : JobOutcome;
}
