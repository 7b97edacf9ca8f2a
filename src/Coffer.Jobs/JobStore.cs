using Coffer.Accounts;
using Coffer.Database;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Running;

namespace Coffer.Jobs;

/// <summary>The rows of jobs. Every write to a leased job says under which lease; false means that somebody else holds it.</summary>
static class JobStore
{
    /// <summary>A job became ready to be leased.</summary>
    public const string QueuedChannel = "jobs-queued";

    /// <summary>A running job is to be killed.</summary>
    public const string KillChannel = "jobs-kill";

    /// <summary>A job reached a final state.</summary>
    public const string FinishedChannel = "jobs-finished";

    /// <summary>How long a lost wake-up can delay anything.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    static readonly NamedSql Sql = NamedSql.Load(typeof(JobStore).Assembly, "jobs");

    /// <summary>The new job's id, or null when its domain key is taken.</summary>
    public static async Task<JobId?> InsertAsync(ITransaction transaction, NewJob job)
    {
        var now = await transaction.NowAsync();
        var id = await transaction.QuerySingleAsync(
            Sql["JobInsert"],
            row => (JobId?)new JobId(row.Long("id")),
            ("type", job.Type),
            ("database_name", job.Database),
            ("query", job.Query),
            ("priority", (long)job.Priority),
            ("retry_limit", (long)job.RetryLimit),
            ("result_url", job.ResultUrl),
            ("domain_key", job.DomainKey),
            ("pool_name", job.PoolName),
            ("engine_version", job.EngineVersion),
            ("scheduled_time", job.ScheduledTime),
            ("user_id", job.User.Value),
            ("user_name", job.UserName),
            ("now", now)
        );
        if (id is not null)
            transaction.Notify(QueuedChannel);
        return id;
    }

    public static Task<Job?> FindAsync(ITransaction transaction, JobId id) =>
        transaction.QuerySingleAsync(Sql["JobFind"], ReadJob, ("id", id.Value));

    public static Task<JobStatus?> FindStatusAsync(ITransaction transaction, JobId id) =>
        transaction.QuerySingleAsync(Sql["JobFindStatus"], ReadStatus, ("id", id.Value));

    public static Task<JobStatus?> FindByDomainKeyAsync(ITransaction transaction, string domainKey) =>
        transaction.QuerySingleAsync(Sql["JobFindByDomainKey"], ReadStatus, ("domain_key", domainKey));

    public static async Task<List<Job>> ListAsync(ITransaction transaction, JobFilter filter) =>
        await transaction.QueryAsync(
            Sql["JobList"],
            ReadJob,
            ("state", (long?)filter.State),
            ("slower_than", filter.SlowerThan is { } seconds ? seconds * UnixMicroseconds.PerSecond : (long?)null),
            ("now", await transaction.NowAsync()),
            ("from_id", filter.FromId?.Value),
            ("to_id", filter.ToId?.Value),
            ("skip", (long)Math.Max(0, filter.From)),
            ("count", (long)filter.Count)
        );

    public static async Task<JobCounts> CountAsync(ITransaction transaction) =>
        await transaction.QuerySingleAsync(Sql["JobCount"], row => new JobCounts(row.Long("queued"), row.Long("running")));

    /// <summary>Takes the job of highest priority, oldest first, for <paramref name="duration"/>; null when none is ready.</summary>
    public static async Task<(Job Job, JobLease Lease)?> LeaseNextAsync(ITransaction transaction, string owner, TimeSpan duration)
    {
        var now = await transaction.NowAsync();
        var leased = await transaction.QuerySingleAsync(
            Sql["JobLeaseNext"],
            row => ((Job, JobLease)?)(ReadJob(row), new JobLease(new JobId(row.Long("id")), row.Long("lease_number"))),
            ("from", (long)JobState.Queued),
            ("to", (long)JobTransitions.Next(JobState.Queued, JobEvent.Lease)!.Value),
            ("owner", owner),
            ("now", now),
            ("until", now + UnixMicroseconds.Of(duration))
        );
        return leased;
    }

    /// <summary>When the next queued job becomes ready, in microseconds; null when none waits.</summary>
    public static Task<long?> NextAvailableAsync(ITransaction transaction) =>
        transaction.QuerySingleAsync(Sql["JobNextAvailable"], row => row.LongOrNull("available_at"));

    public static async Task<Heartbeat> HeartbeatAsync(
        ITransaction transaction,
        JobLease lease,
        TimeSpan duration,
        int progress,
        string? cmdOut,
        string? stdErr
    )
    {
        var now = await transaction.NowAsync();
        var killRequested = await transaction.QuerySingleAsync(
            Sql["JobHeartbeat"],
            row => (bool?)row.Bool("kill_requested"),
            ("id", lease.Job.Value),
            ("lease_number", lease.Number),
            ("now", now),
            ("until", now + UnixMicroseconds.Of(duration)),
            ("progress", (long)progress),
            ("cmdout", cmdOut),
            ("stderr", stdErr)
        );
        return killRequested switch
        {
            null => Heartbeat.LeaseLost,
            true => Heartbeat.KillRequested,
            false => Heartbeat.Continue,
        };
    }

    /// <summary>Records that the first <paramref name="stepsDone"/> statements are committed, together with the result that stands so far.</summary>
    public static async Task<bool> StepDoneAsync(ITransaction transaction, JobLease lease, int stepsDone, JobResult? result) =>
        await transaction.ExecuteAsync(
            Sql["JobStepDone"],
            ("id", lease.Job.Value),
            ("lease_number", lease.Number),
            ("steps_done", (long)stepsDone),
            ("now", await transaction.NowAsync()),
            ("has_result", result is null ? 0L : 1L),
            ("num_records", result?.Rows),
            ("result_path", result?.Path),
            ("result_size", result?.Size),
            ("result_schema", result?.Schema)
        ) == 1;

    /// <summary>Writes a decided change, if the job is still in the state and under the lease that it was decided for.</summary>
    public static async Task<bool> ApplyAsync(ITransaction transaction, JobLease lease, JobChange change)
    {
        var changed = await transaction.ExecuteAsync(
            Sql["JobApply"],
            ("id", lease.Job.Value),
            ("lease_number", lease.Number),
            ("from", (long)change.From),
            ("to", (long)change.To),
            ("now", await transaction.NowAsync()),
            ("available_at", change.AvailableAt),
            ("ended_at", change.EndedAt),
            ("started", change.To == JobState.Queued ? 0L : 1L),
            ("failed", change.Event == JobEvent.Retry ? 1L : 0L),
            ("lost", change.Event is JobEvent.Rescue or JobEvent.Lose ? 1L : 0L),
            ("cpu_time", change.CpuTime),
            // Only success has a result: what an earlier statement left is cleared.
            ("has_result", change.To == JobState.Queued ? 0L : 1L),
            ("num_records", change.Result?.Rows),
            ("result_path", change.Result?.Path),
            ("result_size", change.Result?.Size),
            ("result_schema", change.Result?.Schema),
            ("cmdout", change.CmdOut),
            ("stderr", change.StdErr)
        );
        if (changed == 1)
            transaction.Notify(change.To.IsFinal() ? FinishedChannel : QueuedChannel);
        return changed == 1;
    }

    public static async Task<KillResult?> KillAsync(ITransaction transaction, JobId id)
    {
        var found = await transaction.QuerySingleAsync(
            Sql["JobFindState"],
            row => ((JobState State, long LeaseNumber)?)((JobState)row.Int("state"), row.Long("lease_number")),
            ("id", id.Value)
        );
        if (found is not { } job)
            return null;
        if (job.State == JobState.Queued)
        {
            var change = JobDecision.Decide(job.State, JobEvent.Kill, await transaction.NowAsync());
            await ApplyAsync(transaction, new JobLease(id, job.LeaseNumber), change!);
        }
        else if (!job.State.IsFinal())
        {
            await transaction.ExecuteAsync(Sql["JobRequestKill"], ("id", id.Value), ("now", await transaction.NowAsync()));
            transaction.Notify(KillChannel);
        }
        return new KillResult(id, job.State);
    }

    /// <summary>The running jobs whose kill was asked for.</summary>
    public static Task<List<JobId>> ListKillRequestedAsync(ITransaction transaction) =>
        transaction.QueryAsync(Sql["JobListKillRequested"], row => new JobId(row.Long("id")));

    /// <summary>
    /// Moves on jobs whose lease has expired; with <paramref name="onlyOwner"/> every leased job that is not held by this one living owner. Returns them with
    /// their new state.
    /// </summary>
    public static async Task<List<(JobId Job, JobState State)>> RescueAsync(ITransaction transaction, string? onlyOwner)
    {
        var now = await transaction.NowAsync();
        var expired = await transaction.QueryAsync(
            Sql["JobListExpired"],
            row =>
                (
                    Lease: new JobLease(new JobId(row.Long("id")), row.Long("lease_number")),
                    State: (JobState)row.Int("state"),
                    KillRequested: row.Bool("kill_requested"),
                    Losses: row.Int("losses")
                ),
            ("only_owner", onlyOwner ?? ""),
            ("before", onlyOwner is null ? now : long.MaxValue)
        );
        var moved = new List<(JobId, JobState)>();
        foreach (var job in expired)
        {
            var change = JobDecision.AfterLoss(job.State, job.KillRequested, job.Losses, now);
            if (await ApplyAsync(transaction, job.Lease, change))
                moved.Add((job.Lease.Job, change.To));
        }
        return moved;
    }

    static JobStatus ReadStatus(Row row) =>
        new()
        {
            Id = new JobId(row.Long("id")),
            State = (JobState)row.Int("state"),
            CreatedAt = row.Long("created_at"),
            UpdatedAt = row.Long("updated_at"),
            StartedAt = row.LongOrNull("started_at"),
            EndedAt = row.LongOrNull("ended_at"),
            CpuTime = row.LongOrNull("cpu_time"),
            NumRecords = row.LongOrNull("num_records"),
            ResultSize = row.LongOrNull("result_size"),
            Progress = row.Int("progress"),
        };

    static Job ReadJob(Row row) =>
        new()
        {
            Id = new JobId(row.Long("id")),
            State = (JobState)row.Int("state"),
            CreatedAt = row.Long("created_at"),
            UpdatedAt = row.Long("updated_at"),
            StartedAt = row.LongOrNull("started_at"),
            EndedAt = row.LongOrNull("ended_at"),
            CpuTime = row.LongOrNull("cpu_time"),
            NumRecords = row.LongOrNull("num_records"),
            ResultSize = row.LongOrNull("result_size"),
            Progress = row.Int("progress"),
            Type = row.String("type"),
            Database = row.String("database_name"),
            Query = row.String("query"),
            User = new UserId(row.Long("user_id")),
            UserName = row.String("user_name"),
            Priority = row.Int("priority"),
            RetryLimit = row.Int("retry_limit"),
            ResultUrl = row.String("result_url"),
            DomainKey = row.StringOrNull("domain_key"),
            PoolName = row.StringOrNull("pool_name"),
            EngineVersion = row.StringOrNull("engine_version"),
            ScheduledTime = row.LongOrNull("scheduled_time"),
            KillRequested = row.Bool("kill_requested"),
            Failures = row.Int("failures"),
            Losses = row.Int("losses"),
            StepsDone = row.Int("steps_done"),
            ResultPath = row.StringOrNull("result_path"),
            ResultSchema = row.StringOrNull("result_schema"),
            LinkedResultExportJob = row.LongOrNull("linked_result_export_job_id") is { } linked ? new JobId(linked) : null,
            ResultExportTargetJob = row.LongOrNull("result_export_target_job_id") is { } target ? new JobId(target) : null,
            CmdOut = row.String("cmdout"),
            StdErr = row.String("stderr"),
        };
}
