using Coffer.Accounts;
using Coffer.Database;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Running;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Coffer.Jobs.Tests.Running;

public abstract class JobPumpTests(DatabaseKind kind) : DatabaseTest(kind)
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    readonly FakeKind _kind = new();
    JobOptions _options = new() { MaxRunning = 2 };

    JobQueue Queue => field ??= new JobQueue(Database, new TableCatalog(Database));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await new TableCatalog(Database).CreateDatabaseAsync(DatabaseName.Parse("db_1"), Cancellation);
    }

    [Fact]
    public async Task A_job_issued_to_an_idle_server_runs_at_once_and_its_end_wakes_who_waits()
    {
        using var pump = await StartAsync();
        var id = await IssueAsync();

        var run = await _kind.NextAsync(Cancellation);
        run.Job.Job.Id.ShouldBe(id);
        run.Job.Log.Write("hello");
        var waiting = Queue.WaitAsync(id, Long, TimeProvider.System, Cancellation);
        run.Succeed();

        (await waiting)!.State.ShouldBe(JobState.Success);
        (await FindAsync(id)).CmdOut.ShouldBe("hello\n");
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Not_more_jobs_run_at_once_than_allowed()
    {
        using var pump = await StartAsync();
        for (var i = 0; i < 3; i++)
            await IssueAsync();

        var first = await _kind.NextAsync(Cancellation);
        await _kind.NextAsync(Cancellation);
        (await Queue.CountAsync(Cancellation)).ShouldBe(new JobCounts(1, 2));
        _kind.HasNext.ShouldBeFalse();

        first.Succeed();
        await _kind.NextAsync(Cancellation);
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_failed_job_keeps_its_message()
    {
        using var pump = await StartAsync();
        var id = await IssueAsync();

        (await _kind.NextAsync(Cancellation)).Ending.SetResult(new JobOutcome.Failed("Query 1 failed: line 1:8: no"));

        (await EndedAsync(id)).State.ShouldBe(JobState.Error);
        (await FindAsync(id)).StdErr.ShouldBe("Query 1 failed: line 1:8: no\n");
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_kill_reaches_the_run()
    {
        using var pump = await StartAsync();
        var id = await IssueAsync();
        var run = await _kind.NextAsync(Cancellation);

        (await Queue.KillAsync(id, Cancellation))!.FormerState.ShouldBe(JobState.Running);

        await run.Cancelled.Task.WaitAsync(Cancellation);
        (await EndedAsync(id)).State.ShouldBe(JobState.Killed);
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_stopping_server_hands_its_jobs_back_and_takes_no_new_ones()
    {
        using var pump = await StartAsync();
        var id = await IssueAsync();
        await _kind.NextAsync(Cancellation);

        await pump.StopAsync(Cancellation);
        await IssueAsync();

        var job = await FindAsync(id);
        (job.State, job.Failures, job.Losses).ShouldBe((JobState.Queued, 0, 0));
        (await Queue.CountAsync(Cancellation)).ShouldBe(new JobCounts(2, 0));
    }

    [Fact]
    public async Task A_job_whose_kill_meets_a_stopping_server_is_killed()
    {
        using var pump = await StartAsync();
        var id = await IssueAsync();
        await _kind.NextAsync(Cancellation);

        await Task.WhenAll(Queue.KillAsync(id, Cancellation), Task.CompletedTask);
        await pump.StopAsync(Cancellation);

        (await FindAsync(id)).State.ShouldBe(JobState.Killed);
    }

    [Fact]
    public async Task What_is_not_the_query_s_fault_is_tried_again_as_often_as_retry_limit_says()
    {
        using var pump = await StartAsync();
        var id = await IssueAsync(job => job with { RetryLimit = 1 });

        (await _kind.NextAsync(Cancellation)).Ending.SetException(new IOException("disk"));
        var again = await _kind.NextAsync(Cancellation);
        again.Job.Lease.ShouldBe(new JobLease(id, 2));
        again.Ending.SetException(new IOException("disk"));

        (await EndedAsync(id)).State.ShouldBe(JobState.Error);
        (await FindAsync(id)).StdErr.ShouldContain("not the query's fault");
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_job_that_takes_too_long_ends_with_an_error()
    {
        _options = _options with { MaxRunTime = TimeSpan.FromMilliseconds(50) };
        using var pump = await StartAsync();
        var id = await IssueAsync();

        (await EndedAsync(id)).State.ShouldBe(JobState.Error);
        (await FindAsync(id)).StdErr.ShouldContain("maximum run time");
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_run_that_lost_its_lease_stops_and_changes_nothing()
    {
        _options = _options with { LeaseDuration = TimeSpan.FromMilliseconds(120) };
        using var pump = await StartAsync();
        var id = await IssueAsync();
        var run = await _kind.NextAsync(Cancellation);
        await Database.WriteAsync(
            tx => tx.ExecuteAsync(SqlText.Same("JobTake", "UPDATE jobs SET lease_number = 7 WHERE id = @id"), ("id", id.Value)),
            Cancellation
        );

        await run.Cancelled.Task.WaitAsync(Cancellation);
        await pump.StopAsync(Cancellation);

        (await FindAsync(id)).State.ShouldBe(JobState.Running);
    }

    [Fact]
    public async Task Progress_and_log_are_seen_while_a_job_runs()
    {
        _options = _options with { LeaseDuration = TimeSpan.FromMilliseconds(300) };
        using var pump = await StartAsync();
        var id = await IssueAsync();
        var run = await _kind.NextAsync(Cancellation);
        run.Job.Progress = 42;
        run.Job.Log.Write("half");

        Job job;
        do job = await FindAsync(id);
        while (job.Progress == 0);

        (job.Progress, job.CmdOut).ShouldBe((42, "half\n"));
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_server_stops_before_it_started_and_twice()
    {
        using var pump = NewPump();

        await pump.StopAsync(Cancellation);
        await pump.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_restarted_server_runs_what_its_predecessor_held()
    {
        var id = await IssueAsync();
        await Database.WriteAsync(tx => JobStore.LeaseNextAsync(tx, "dead", TimeSpan.FromMinutes(5)), Cancellation);
        if (Database.Kind == DatabaseKind.Postgres)
            await Database.WriteAsync(tx => tx.ExecuteAsync(SqlText.Same("JobExpire", "UPDATE jobs SET lease_until = 0")), Cancellation);

        using var rescuer = new JobRescuer(Database, _options, TimeProvider.System, NullLogger<JobRescuer>.Instance);
        await rescuer.StartAsync(Cancellation);
        if (Database.Kind == DatabaseKind.Postgres)
            await rescuer.RunOnceAsync(Cancellation);
        using var pump = await StartAsync();

        (await _kind.NextAsync(Cancellation)).Job.Lease.ShouldBe(new JobLease(id, 2));
        await pump.StopAsync(Cancellation);
        await rescuer.StopAsync(Cancellation);
    }

    [Theory]
    [InlineData("hive", "Hive")]
    [InlineData("pig", "pig")]
    [InlineData("impala", "impala")]
    [InlineData("mapred", "mapred")]
    [InlineData("bulkload", "not supported yet")]
    [InlineData("oracle", "Unknown job type")]
    public async Task Job_types_that_do_not_run_are_refused_by_name(string type, string words)
    {
        (await Queue.IssueAsync(New() with { Type = type }, Cancellation))
            .ShouldBeOfType<IssueResult.Refused>()
            .Message.ShouldContain(words);
    }

    public static TheoryData<string, NewJob> BadJobs =>
        new()
        {
            { "priority", New() with { Priority = 3 } },
            { "priority", New() with { Priority = -3 } },
            { "retry_limit", New() with { RetryLimit = 33 } },
            { "retry_limit", New() with { RetryLimit = -1 } },
            { "empty", New() with { Query = " \n" } },
            { "longer", New() with { Query = new string('x', 1_000_001) } },
            { "domain_key", New() with { DomainKey = "" } },
            { "U+0000", New() with { Query = "SELECT '\0'" } },
            { "surrogate", New() with { DomainKey = "\ud800" } },
        };

    [Theory]
    [MemberData(nameof(BadJobs), DisableDiscoveryEnumeration = true)]
    public async Task A_job_with_a_bad_parameter_is_refused(string words, NewJob job)
    {
        (await Queue.IssueAsync(job, Cancellation)).ShouldBeOfType<IssueResult.Refused>().Message.ShouldContain(words);
        (await Queue.CountAsync(Cancellation)).ShouldBe(new JobCounts(0, 0));
    }

    [Fact]
    public async Task A_job_in_an_unknown_database_is_not_issued()
    {
        (await Queue.IssueAsync(New() with { Database = "nowhere" }, Cancellation)).ShouldBeOfType<IssueResult.DatabaseNotFound>();
        (await Queue.IssueAsync(New() with { Database = "No Name" }, Cancellation)).ShouldBeOfType<IssueResult.DatabaseNotFound>();
    }

    [Fact]
    public async Task A_second_job_of_a_domain_key_names_the_first()
    {
        var first = await IssueAsync(job => job with { DomainKey = "k" });

        (await Queue.IssueAsync(New() with { DomainKey = "k" }, Cancellation)).ShouldBe(new IssueResult.DomainKeyTaken(first));
        (await Queue.FindByDomainKeyAsync("k", Cancellation))!.Id.ShouldBe(first);
        (await Queue.FindByDomainKeyAsync("other", Cancellation)).ShouldBeNull();
    }

    static NewJob New() =>
        new()
        {
            Type = "trino",
            Database = "db_1",
            Query = "SELECT 1",
            User = new UserId(1),
            UserName = "Ada",
        };

    async Task<JobId> IssueAsync(Func<NewJob, NewJob>? with = null)
    {
        var job = with?.Invoke(New()) ?? New();
        return (await Queue.IssueAsync(job, Cancellation)).ShouldBeOfType<IssueResult.Created>().Job;
    }

    JobPump NewPump() => new(Database, [_kind], _options, TimeProvider.System, NullLogger<JobPump>.Instance);

    async Task<JobPump> StartAsync()
    {
        var pump = NewPump();
        await pump.StartAsync(Cancellation);
        return pump;
    }

    async Task<Job> FindAsync(JobId id) => (await Queue.FindAsync(id, Cancellation)).ShouldNotBeNull();

    async Task<JobStatus> EndedAsync(JobId id) => (await Queue.WaitAsync(id, Long, TimeProvider.System, Cancellation)).ShouldNotBeNull();
}
