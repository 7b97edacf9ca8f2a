using Coffer.Api.TreasureData.Wire;
using Coffer.Database;
using Coffer.Jobs;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.TreasureData.Jobs;

/// <summary>A job as Treasure Data's clients read it. Job ids are text here, linked ids are numbers.</summary>
static class JobShape
{
    public static string Status(JobState state) =>
        state switch
        {
            JobState.Queued => "queued",
            JobState.Booting => "booting",
            JobState.Running => "running",
            JobState.Success => "success",
            JobState.Error => "error",
            JobState.Killed => "killed",
        };

    public static JobState? State(string status) =>
        Enum.GetValues<JobState>().Cast<JobState?>().FirstOrDefault(s => Status(s!.Value) == status);

    public static JobItem Item(HttpContext context, Job job, bool withDebug) =>
        new(
            JobId: job.Id.ToString(),
            CpuTime: job.CpuTime,
            CreatedAt: Time(job.CreatedAt),
            Duration: job.Duration,
            EndAt: TimeOrEmpty(job.EndedAt),
            NumRecords: job.NumRecords,
            ResultSize: job.ResultSize,
            StartAt: TimeOrEmpty(job.StartedAt),
            Status: Status(job.State),
            UpdatedAt: Time(job.UpdatedAt),
            Database: job.Database,
            HiveResultSchema: job.ResultSchema,
            LinkedResultExportJobId: job.LinkedResultExportJob?.Value,
            Organization: null,
            Priority: job.Priority,
            Query: job.Query,
            Result: job.ResultUrl,
            ResultExportTargetJobId: job.ResultExportTargetJob?.Value,
            RetryLimit: job.RetryLimit,
            Type: job.Type,
            Url: Url(context, job.Id),
            UserName: job.UserName,
            Debug: withDebug ? new JobDebug(job.CmdOut, job.StdErr) : null
        );

    public static JobStatusReply StatusReply(JobStatus job) =>
        new(
            JobId: job.Id.ToString(),
            Status: Status(job.State),
            CreatedAt: Time(job.CreatedAt),
            UpdatedAt: Time(job.UpdatedAt),
            StartAt: TimeOrEmpty(job.StartedAt),
            EndAt: TimeOrEmpty(job.EndedAt),
            Duration: job.Duration,
            CpuTime: job.CpuTime,
            ResultSize: job.ResultSize,
            NumRecords: job.NumRecords
        );

    /// <summary>The console's page of a job, on the address that the client used; the path is Treasure Data's.</summary>
    public static string Url(HttpContext context, JobId id) => $"{context.Request.Scheme}://{context.Request.Host}/app/jobs/{id}";

    static string Time(long micros) => TdSpacedTimestamp.Text(UnixMicroseconds.ToTime(micros));

    static string TimeOrEmpty(long? micros) =>
        TdSpacedTimestamp.Text(micros is { } known ? UnixMicroseconds.ToTime(known) : default(DateTimeOffset?));
}
