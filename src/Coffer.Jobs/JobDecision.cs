using System.Diagnostics;

namespace Coffer.Jobs;

/// <summary>Decides, without touching anything, what an event means for a job. Times are microseconds since 1970 UTC.</summary>
static class JobDecision
{
    /// <summary>
    /// A server that dies is not the job's fault, and a restart must not fail the jobs that ran; but a job that takes its server down each time has
    /// to end at some point.
    /// </summary>
    public const int MaxLosses = 10;

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The change, or null when the event cannot happen in the job's state.</summary>
    public static JobChange? Decide(JobState state, JobEvent happened, long now, TimeSpan pause = default) =>
        JobTransitions.Next(state, happened) is { } to
            ? new JobChange
            {
                Event = happened,
                From = state,
                To = to,
                AvailableAt = now + pause.Ticks / TimeSpan.TicksPerMicrosecond,
                EndedAt = to.IsFinal() ? now : null,
            }
            : null;

    /// <summary>An attempt failed by the environment's fault: again after a pause that doubles, or the end.</summary>
    public static JobChange AfterFailure(Job job, long now)
    {
        var retry = job.Failures < job.RetryLimit;
        var pause = FirstPause * Math.Pow(2, Math.Min(job.Failures, 10));
        return Required(
            Decide(
                job.State,
                retry ? JobEvent.Retry : JobEvent.Fail,
                now,
                retry ? TimeSpan.FromTicks(Math.Min(pause.Ticks, LongestPause.Ticks)) : default
            )
        );
    }

    /// <summary>The lease of a running job has expired.</summary>
    public static JobChange AfterLoss(JobState state, bool killRequested, int losses, long now)
    {
        if (killRequested)
            return Required(Decide(state, JobEvent.Kill, now));
        if (losses < MaxLosses)
            return Required(Decide(state, JobEvent.Rescue, now));
        return Required(Decide(state, JobEvent.Lose, now)) with
        {
            StdErr = $"The server that ran this job died {losses + 1} times; the job is not tried again.\n",
        };
    }

    static JobChange Required(JobChange? change) => change ?? throw new UnreachableException("A running job has no such transition.");
}
