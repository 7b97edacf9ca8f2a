using System.Diagnostics.Metrics;

namespace Coffer.Jobs;

/// <summary>The job rows of /metrics. No ids, names or SQL in labels.</summary>
static class JobMetrics
{
    const string Engine = "duckdb";

    static readonly Meter Meter = new("Coffer.Jobs");
    static readonly Counter<long> Jobs = Meter.CreateCounter<long>("coffer_jobs_total", description: "Jobs that reached a final state.");
    static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "coffer_job_rows_total",
        description: "Result rows of jobs that succeeded."
    );
    static readonly Histogram<double> QueueSeconds = Meter.CreateHistogram<double>("coffer_job_queue_seconds", "s", "From issue to lease.");
    static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("coffer_job_duration_seconds", "s", "One attempt.");

    public static void Leased(Job job)
    {
        if (job is { StartedAt: { } started, Failures: 0, Losses: 0 })
            QueueSeconds.Record((started - job.CreatedAt) / 1e6);
    }

    public static void Ended(Job job, JobChange change, TimeSpan elapsed)
    {
        Seconds.Record(elapsed.TotalSeconds, new("engine", Engine), new("type", job.Type));
        if (!change.To.IsFinal())
            return;
        Jobs.Add(1, new("type", job.Type), new("engine", Engine), new("state", change.To.ToString().ToLowerInvariant()));
        Rows.Add(change.Result?.Rows ?? 0);
    }
}
