using Coffer.Accounts;
using Coffer.Database;
using Coffer.Jobs;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Running;
using Coffer.Testing.Databases;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Jobs;

/// <summary>The queue as every server must find it, whatever database is below.</summary>
public abstract class JobStoreConformance(DatabaseKind kind) : DatabaseTest(kind)
{
    const string Owner = "server-1";
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly JobResult Result = new("results/1/1.msgpack.gz", 123, 4, """[["a","bigint"]]""");

    [Fact]
    public async Task A_job_comes_back_as_it_was_issued()
    {
        var issued = NewJob() with
        {
            Type = "presto",
            Priority = 2,
            RetryLimit = 3,
            ResultUrl = "td://@/a/b",
            DomainKey = "k1",
            PoolName = "pool",
            EngineVersion = "trino-423",
            ScheduledTime = 1_700_000_000,
        };
        var id = (await InsertAsync(issued)).ShouldNotBeNull();

        var job = (await FindAsync(id)).ShouldNotBeNull();

        (job.Type, job.Database, job.Query).ShouldBe(("presto", "db_1", "SELECT 1"));
        (job.Priority, job.RetryLimit, job.ResultUrl, job.DomainKey).ShouldBe((2, 3, "td://@/a/b", "k1"));
        (job.PoolName, job.EngineVersion, job.ScheduledTime, job.UserName).ShouldBe(("pool", "trino-423", 1_700_000_000, "Ada"));
        (job.State, job.StartedAt, job.EndedAt, job.NumRecords, job.ResultSize).ShouldBe((JobState.Queued, null, null, null, null));
        job.CreatedAt.ShouldBe(job.UpdatedAt);
        (await ReadAsync(tx => JobStore.FindStatusAsync(tx, id)))!.State.ShouldBe(JobState.Queued);
        (await FindAsync(new JobId(id.Value + 1))).ShouldBeNull();
    }

    [Fact]
    public async Task A_domain_key_is_taken_once()
    {
        var first = await InsertAsync(NewJob() with { DomainKey = "k" });

        (await InsertAsync(NewJob() with { DomainKey = "k" })).ShouldBeNull();
        (await ReadAsync(tx => JobStore.FindByDomainKeyAsync(tx, "k")))!.Id.ShouldBe(first!.Value);
        (await InsertAsync(NewJob())).ShouldNotBeNull();
        (await InsertAsync(NewJob())).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_who_use_one_domain_key_at_once_one_wins()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => InsertAsync(NewJob() with { DomainKey = "k" }))));

        ids.Count(id => id is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_are_leased_by_priority_and_then_by_age()
    {
        var low = await InsertAsync(NewJob() with { Priority = -2 });
        var firstNormal = await InsertAsync(NewJob());
        var secondNormal = await InsertAsync(NewJob());
        var high = await InsertAsync(NewJob() with { Priority = 1 });

        var order = new List<JobId?>();
        while (await LeaseAsync() is { } leased)
            order.Add(leased.Job.Id);

        order.ShouldBe([high, firstNormal, secondNormal, low]);
    }

    [Fact]
    public async Task A_leased_job_runs_and_nobody_else_gets_it()
    {
        var id = await InsertAsync(NewJob());

        var leased = (await LeaseAsync()).ShouldNotBeNull();

        (leased.Job.Id, leased.Job.State, leased.Lease.Number).ShouldBe((id!.Value, JobState.Running, 1));
        leased.Job.StartedAt.ShouldNotBeNull();
        (await LeaseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Servers_that_lease_at_once_get_different_jobs()
    {
        for (var i = 0; i < 20; i++)
            await InsertAsync(NewJob());
        IDatabase[] servers = Database.Kind == DatabaseKind.Postgres ? [Database, Test.OpenAnother()] : [Database];

        var leased = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() => servers[i % servers.Length].WriteAsync(tx => JobStore.LeaseNextAsync(tx, Owner, Minute), Cancellation))
                )
        );

        leased.Select(l => l!.Value.Job.Id).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_job_is_not_leased_before_its_time()
    {
        var leased = await RunningAsync();
        await WriteAsync(async tx =>
            await JobStore.ApplyAsync(
                tx,
                leased.Lease,
                JobDecision.Decide(JobState.Running, JobEvent.Retry, await tx.NowAsync(), TimeSpan.FromHours(1))!
            )
        );

        (await LeaseAsync()).ShouldBeNull();
        (await ReadAsync(JobStore.NextAvailableAsync)).ShouldNotBeNull();
        (await FindAsync(leased.Job.Id))!.Failures.ShouldBe(1);
    }

    [Fact]
    public async Task Success_is_seen_together_with_the_result()
    {
        var leased = await RunningAsync();

        (
            await EndAsync(leased.Lease, JobEvent.Succeed, c => c with { Result = Result, CpuTime = 7, CmdOut = "out", StdErr = "err" })
        ).ShouldBeTrue();

        var job = (await FindAsync(leased.Job.Id))!;
        (job.State, job.NumRecords, job.ResultSize, job.ResultSchema, job.ResultPath, job.CpuTime).ShouldBe(
            (JobState.Success, 4, 123, Result.Schema, Result.Path, 7)
        );
        (job.CmdOut, job.StdErr).ShouldBe(("out", "err"));
        job.EndedAt.ShouldNotBeNull();
        job.Duration.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_step_keeps_the_result_so_far()
    {
        var leased = await RunningAsync();

        (await WriteAsync(tx => JobStore.StepDoneAsync(tx, leased.Lease, 2, Result))).ShouldBeTrue();
        (await WriteAsync(tx => JobStore.StepDoneAsync(tx, leased.Lease, 3, null))).ShouldBeTrue();

        var job = (await FindAsync(leased.Job.Id))!;
        (job.StepsDone, job.ResultPath, job.NumRecords).ShouldBe((3, Result.Path, 4));
    }

    [Fact]
    public async Task A_job_handed_back_is_leased_again_under_a_new_number()
    {
        var leased = await RunningAsync();
        await EndAsync(leased.Lease, JobEvent.HandBack);

        (await FindAsync(leased.Job.Id))!.StartedAt.ShouldBeNull();
        (await LeaseAsync())!.Value.Lease.ShouldBe(new JobLease(leased.Job.Id, 2));
    }

    public static TheoryData<string> LeasedWrites => ["heartbeat", "step", "succeed", "fail", "retry", "hand back", "kill"];

    [Theory]
    [MemberData(nameof(LeasedWrites))]
    public async Task A_write_under_a_stale_lease_changes_nothing(string write)
    {
        var stale = (await RunningAsync()).Lease;
        await EndAsync(stale, JobEvent.HandBack);
        var current = (await LeaseAsync())!.Value.Lease;
        var before = await FindAsync(current.Job);

        var written = write switch
        {
            "heartbeat" => await HeartbeatAsync(stale) != Heartbeat.LeaseLost,
            "step" => await WriteAsync(tx => JobStore.StepDoneAsync(tx, stale, 1, Result)),
            "succeed" => await EndAsync(stale, JobEvent.Succeed, c => c with { Result = Result }),
            "fail" => await EndAsync(stale, JobEvent.Fail),
            "retry" => await EndAsync(stale, JobEvent.Retry),
            "hand back" => await EndAsync(stale, JobEvent.HandBack),
            _ => await EndAsync(stale, JobEvent.Kill),
        };

        written.ShouldBeFalse();
        (await FindAsync(current.Job)).ShouldBe(before);
    }

    [Fact]
    public async Task A_heartbeat_prolongs_the_lease_and_saves_what_the_run_tells()
    {
        var leased = await RunningAsync();
        await ExpireAsync(leased.Job.Id);

        var answer = await WriteAsync(tx => JobStore.HeartbeatAsync(tx, leased.Lease, Minute, 40, "out", null));

        answer.ShouldBe(Heartbeat.Continue);
        (await RescueAsync()).ShouldBeEmpty();
        var job = (await FindAsync(leased.Job.Id))!;
        (job.Progress, job.CmdOut, job.StdErr).ShouldBe((40, "out", ""));
    }

    [Fact]
    public async Task A_queued_job_is_killed_at_once()
    {
        var id = (await InsertAsync(NewJob()))!.Value;

        (await WriteAsync(tx => JobStore.KillAsync(tx, id))).ShouldBe(new KillResult(id, JobState.Queued));

        var job = (await FindAsync(id))!;
        (job.State, job.StartedAt, job.EndedAt is null).ShouldBe((JobState.Killed, null, false));
        (await LeaseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_run_of_a_running_job_learns_of_the_kill()
    {
        var leased = await RunningAsync();

        (await WriteAsync(tx => JobStore.KillAsync(tx, leased.Job.Id)))!.FormerState.ShouldBe(JobState.Running);

        (await ReadAsync(JobStore.ListKillRequestedAsync)).ShouldBe([leased.Job.Id]);
        (await HeartbeatAsync(leased.Lease)).ShouldBe(Heartbeat.KillRequested);
        await EndAsync(leased.Lease, JobEvent.Kill);
        (await FindAsync(leased.Job.Id))!.State.ShouldBe(JobState.Killed);
    }

    [Fact]
    public async Task A_finished_job_stays_as_it_is_when_killed()
    {
        var leased = await RunningAsync();
        await EndAsync(leased.Lease, JobEvent.Fail);
        var before = await FindAsync(leased.Job.Id);

        (await WriteAsync(tx => JobStore.KillAsync(tx, leased.Job.Id)))!.FormerState.ShouldBe(JobState.Error);

        (await FindAsync(leased.Job.Id)).ShouldBe(before);
        (await WriteAsync(tx => JobStore.KillAsync(tx, new JobId(999)))).ShouldBeNull();
    }

    [Fact]
    public async Task An_expired_lease_is_rescued_and_a_living_one_is_not()
    {
        var dead = await RunningAsync();
        var living = await RunningAsync();
        await ExpireAsync(dead.Job.Id);

        (await RescueAsync()).ShouldBe([(dead.Job.Id, JobState.Queued)]);

        (await FindAsync(dead.Job.Id))!.Losses.ShouldBe(1);
        (await FindAsync(living.Job.Id))!.State.ShouldBe(JobState.Running);
    }

    [Fact]
    public async Task A_job_whose_server_died_while_it_was_killed_is_killed()
    {
        var leased = await RunningAsync();
        await WriteAsync(tx => JobStore.KillAsync(tx, leased.Job.Id));
        await ExpireAsync(leased.Job.Id);

        (await RescueAsync()).ShouldBe([(leased.Job.Id, JobState.Killed)]);
    }

    [Fact]
    public async Task A_job_that_loses_too_many_servers_ends_with_an_error()
    {
        var leased = await RunningAsync();
        for (var i = 0; i < JobDecision.MaxLosses; i++)
        {
            await ExpireAsync(leased.Job.Id);
            await RescueAsync();
            await LeaseAsync();
        }
        await ExpireAsync(leased.Job.Id);

        (await RescueAsync()).ShouldBe([(leased.Job.Id, JobState.Error)]);
        (await FindAsync(leased.Job.Id))!.StdErr.ShouldContain("died 11 times");
    }

    [Fact]
    public async Task The_only_server_takes_back_what_its_predecessor_held()
    {
        var leased = await RunningAsync();

        (await WriteAsync(tx => JobStore.RescueAsync(tx, Owner))).ShouldBeEmpty();
        (await WriteAsync(tx => JobStore.RescueAsync(tx, "server-2"))).ShouldBe([(leased.Job.Id, JobState.Queued)]);
    }

    [Fact]
    public async Task A_listing_is_newest_first_and_its_bounds_are_inclusive()
    {
        var ids = new List<long>();
        for (var i = 0; i < 25; i++)
            ids.Add((await InsertAsync(NewJob()))!.Value.Value);
        await WriteAsync(tx => JobStore.KillAsync(tx, new JobId(ids[24])));

        (await ListAsync(new JobFilter())).ShouldBe(ids.Skip(5).Reverse());
        (await ListAsync(new JobFilter { From = 1, To = 3 })).ShouldBe([ids[23], ids[22], ids[21]]);
        (await ListAsync(new JobFilter { Limit = 2 })).ShouldBe([ids[24], ids[23]]);
        (await ListAsync(new JobFilter { FromId = new JobId(ids[3]), ToId = new JobId(ids[5]) })).ShouldBe([ids[5], ids[4], ids[3]]);
        (await ListAsync(new JobFilter { State = JobState.Killed })).ShouldBe([ids[24]]);
        (await ListAsync(new JobFilter { SlowerThan = 3600 })).ShouldBeEmpty();
        (await ListAsync(new JobFilter { From = 5, To = 2 })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Slow_jobs_are_found_while_they_run()
    {
        await RunningAsync();
        var slow = await RunningAsync();
        await WriteAsync(tx =>
            tx.ExecuteAsync(
                SqlText.Same("JobStartEarlier", "UPDATE jobs SET started_at = started_at - 10000000 WHERE id = @id"),
                ("id", slow.Job.Id.Value)
            )
        );

        (await ListAsync(new JobFilter { SlowerThan = 9 })).ShouldBe([slow.Job.Id.Value]);
    }

    [Fact]
    public async Task Waiting_and_running_jobs_are_counted()
    {
        await RunningAsync();
        await InsertAsync(NewJob());
        await InsertAsync(NewJob());

        (await ReadAsync(JobStore.CountAsync)).ShouldBe(new JobCounts(2, 1));
    }

    static NewJob NewJob() =>
        new()
        {
            Type = "trino",
            Database = "db_1",
            Query = "SELECT 1",
            User = new UserId(1),
            UserName = "Ada",
        };

    async Task<(Job Job, JobLease Lease)> RunningAsync()
    {
        await InsertAsync(NewJob());
        return (await LeaseAsync())!.Value;
    }

    Task<JobId?> InsertAsync(NewJob job) => WriteAsync(tx => JobStore.InsertAsync(tx, job));

    Task<Job?> FindAsync(JobId id) => ReadAsync(tx => JobStore.FindAsync(tx, id));

    Task<(Job Job, JobLease Lease)?> LeaseAsync() => WriteAsync(tx => JobStore.LeaseNextAsync(tx, Owner, Minute));

    Task<Heartbeat> HeartbeatAsync(JobLease lease) => WriteAsync(tx => JobStore.HeartbeatAsync(tx, lease, Minute, 1, "late", "late"));

    Task<List<(JobId Job, JobState State)>> RescueAsync() => WriteAsync(tx => JobStore.RescueAsync(tx, null));

    Task<bool> EndAsync(JobLease lease, JobEvent happened, Func<JobChange, JobChange>? with = null) =>
        WriteAsync(async tx =>
        {
            var change = JobDecision.Decide(JobState.Running, happened, await tx.NowAsync())!;
            return await JobStore.ApplyAsync(tx, lease, with?.Invoke(change) ?? change);
        });

    Task<int> ExpireAsync(JobId id) =>
        WriteAsync(tx => tx.ExecuteAsync(SqlText.Same("JobExpire", "UPDATE jobs SET lease_until = 0 WHERE id = @id"), ("id", id.Value)));

    async Task<List<long>> ListAsync(JobFilter filter) =>
        [.. (await ReadAsync(tx => JobStore.ListAsync(tx, filter))).Select(job => job.Id.Value)];

    Task<T> WriteAsync<T>(Func<ITransaction, Task<T>> work) => Database.WriteAsync(work, Cancellation);

    Task<T> ReadAsync<T>(Func<ITransaction, Task<T>> work) => Database.ReadAsync(work, Cancellation);
}
