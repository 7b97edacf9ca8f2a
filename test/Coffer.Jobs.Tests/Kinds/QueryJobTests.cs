using System.IO.Compression;
using Coffer.Accounts;
using Coffer.Database;
using Coffer.Files.Local;
using Coffer.Jobs.Kinds.Query;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Results;
using Coffer.Jobs.Running;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;
using Coffer.Testing;
using Coffer.Testing.Databases;
using MessagePack;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Coffer.Jobs.Tests.Kinds;

/// <summary>Query jobs on real storage, with the real engine in worker processes.</summary>
public abstract class QueryJobTests(DatabaseKind kind) : DatabaseTest(kind)
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    readonly TempFolder _folder = new();
    readonly JobOptions _options = new() { MaxRunning = 2, QueryThreads = 1 };
    LocalFileStore _files = null!;
    JobResults _results = null!;
    JobQueue _queue = null!;
    QueryJob _kind = null!;
    JobPump _pump = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var time = TimeProvider.System;
        _files = new LocalFileStore(_folder.File("files"), time);
        _results = new JobResults(_files);
        var catalog = new TableCatalog(Database);
        await catalog.CreateDatabaseAsync(DatabaseName.Parse("db_1"), Cancellation);
        _queue = new JobQueue(Database, catalog);
        _kind = new QueryJob(
            catalog,
            new TableSnapshots(Database),
            new TableScan(_files),
            new TableCommits(Database, _files, new StorageOptions(), time),
            StagingFolder.Open(_folder.File("staging")),
            _results,
            SharedEngine.Instance,
            _options
        );
        _pump = new JobPump(Database, [_kind], _options, time, NullLogger<JobPump>.Instance);
        await _pump.StartAsync(Cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        await _pump.StopAsync(CancellationToken.None);
        _pump.Dispose();
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    const string Table = "CREATE TABLE abc (a bigint, b varchar); INSERT INTO abc VALUES (1, 'x', 100), (2, 'y', 200), (3, NULL, 300);";

    [Theory]
    [InlineData("SELECT 1", """[["_col0","integer"]]""", "[1]")]
    [InlineData("-- project_id: 1\nSELECT 1 AS a, 'x' AS B -- end", """[["a","integer"],["B","varchar(1)"]]""", """[1,"x"]""")]
    [InlineData("SELECT 1; SELECT 2 AS b;", """[["b","integer"]]""", "[2]")]
    [InlineData("SELECT a FROM (VALUES 3, 1, 2) t(a) ORDER BY a", """[["a","integer"]]""", "[1][2][3]")]
    [InlineData(Table, """[["rows","bigint"]]""", "[3]")]
    [InlineData(
        Table + "SELECT * FROM abc ORDER BY a",
        """[["a","bigint"],["b","varchar"],["time","bigint"]]""",
        """[1,"x",100][2,"y",200][3,null,300]"""
    )]
    [InlineData(Table + "SELECT count(*) AS n FROM abc", """[["n","bigint"]]""", "[3]")]
    [InlineData(Table + "SELECT count(*) AS n FROM abc WHERE TD_TIME_RANGE(time, 150, 250)", """[["n","bigint"]]""", "[1]")]
    [InlineData(Table + "DELETE FROM abc WHERE a >= 2", """[["rows","bigint"]]""", "[2]")]
    [InlineData(Table + "DELETE FROM abc WHERE a >= 2; SELECT a, time FROM abc", """[["a","bigint"],["time","bigint"]]""", "[1,100]")]
    [InlineData(Table + "DELETE FROM abc WHERE b = 'nobody'; SELECT count(*) n FROM abc", """[["n","bigint"]]""", "[3]")]
    [InlineData(Table + "DELETE FROM abc WHERE a IS NOT NULL; SELECT count(*) n FROM abc", """[["n","bigint"]]""", "[0]")]
    [InlineData(Table + "DELETE FROM abc WHERE b <> 'x'; SELECT a FROM abc ORDER BY a", """[["a","bigint"]]""", "[1][3]")]
    [InlineData(
        Table + "CREATE TABLE def AS SELECT a + 1 AS c, b, time FROM abc; SELECT * FROM def ORDER BY c",
        """[["c","bigint"],["b","varchar"],["time","bigint"]]""",
        """[2,"x",100][3,"y",200][4,null,300]"""
    )]
    [InlineData(
        "CREATE TABLE def AS SELECT true AS t, DATE '2020-01-02' AS d, DECIMAL '1.50' AS n, ARRAY[1, 2] AS l; SELECT t, d, n, l FROM def",
        """[["t","varchar"],["d","varchar"],["n","double"],["l","array(bigint)"]]""",
        """["true","2020-01-02",1.5,[1,2]]"""
    )]
    [InlineData("CREATE TABLE def AS SELECT 1 AS a WITH NO DATA; SELECT count(*) AS n FROM def", """[["n","bigint"]]""", "[0]")]
    [InlineData("DROP TABLE IF EXISTS nope; CREATE TABLE nope AS SELECT 7 AS a; SELECT a FROM nope", """[["a","bigint"]]""", "[7]")]
    [InlineData(Table + "ALTER TABLE abc RENAME TO xyz; SELECT count(*) n FROM xyz", """[["n","bigint"]]""", "[3]")]
    [InlineData(Table + "SHOW TABLES", """[["Table","varchar"]]""", """["abc"]""")]
    [InlineData("CREATE TABLE abc (a bigint)", null, "")]
    public async Task A_query_gives_the_result_of_its_last_statement(string query, string? schema, string rows)
    {
        var job = await RunAsync(query);

        job.StdErr.ShouldBe("");
        job.State.ShouldBe(JobState.Success);
        job.ResultSchema.ShouldBe(schema);
        var file = _results.Find(job).ShouldNotBeNull();
        var bytes = await BytesAsync(file);
        bytes.Length.ShouldBe((int)job.ResultSize!.Value);
        string.Concat(Rows(bytes)).ShouldBe(rows);
        job.NumRecords.ShouldBe(Rows(bytes).Count);
        if (job.ResultPath is not null)
            Directory.GetFiles(Path.Combine(_folder.File("files"), "results", "0"), $"{job.Id}-*").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("SELECT x", "Query 1 failed: line 1:8: Column 'x' cannot be resolved\nSELECT x\n       ^\n")]
    [InlineData(
        "SELECT 1;\nSELECT * FROM nope",
        "Query 1 failed: line 2:15: Table 'td.db_1.nope' does not exist\nSELECT * FROM nope\n              ^\n"
    )]
    [InlineData("SELECT 1 / (a - 1) FROM (VALUES 1) t(a)", "Query 1 failed: Division by zero\n")]
    [InlineData(
        "CREATE TABLE tab AS SELECT 1",
        "Query 1 failed: line 1:1: Column name not specified at position 1\nCREATE TABLE tab AS SELECT 1\n^\n"
    )]
    [InlineData(
        "CREATE TABLE tab AS SELECT 'x' AS time",
        "Query 1 failed: Column 'time' must be an integer of Unix seconds, not varchar(1)\n"
    )]
    [InlineData(
        "CREATE TABLE tab AS SELECT ROW(1) AS r",
        "Query 1 failed: Unsupported column type of 'r': row(integer); cast it to varchar\n"
    )]
    [InlineData("CREATE TABLE tab AS SELECT 1 AS v", "Query 1 failed: Column 'v' is reserved and cannot be declared\n")]
    [InlineData("CREATE TABLE t (a bigint)", "Query 1 failed: 't' is not a table name: use 3 to 256 of the characters a-z, 0-9 and _\n")]
    public async Task A_wrong_query_ends_with_an_error_in_Trino_s_words_at_its_place(string query, string stderr)
    {
        var job = await RunAsync(query, retryLimit: 3);

        job.StdErr.ShouldBe(stderr);
        (job.State, job.Failures, job.NumRecords, job.ResultSize).ShouldBe((JobState.Error, 0, null, null));
        _results.Find(job).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_committed_before_an_error_stays()
    {
        (await RunAsync(Table + "SELECT x")).State.ShouldBe(JobState.Error);

        (await AnswerAsync("SELECT count(*) FROM abc")).ShouldBe("[3]");
    }

    [Fact]
    public async Task A_repeated_attempt_goes_on_behind_the_statements_that_are_committed()
    {
        await RunAsync("CREATE TABLE abc (a bigint)");
        await _pump.StopAsync(Cancellation);
        await IssueAsync("DROP TABLE abc; CREATE TABLE abc AS SELECT 1 AS a; INSERT INTO abc VALUES (2, 0)");
        // The first server does all the work and dies before it can say so.
        (await _kind.RunAsync(await LeaseAsync(), Cancellation)).ShouldBeOfType<JobOutcome.Succeeded>();

        await Database.WriteAsync(tx => JobStore.RescueAsync(tx, "another server"), Cancellation);
        var again = await LeaseAsync();
        again.Job.StepsDone.ShouldBe(3);
        var outcome = (await _kind.RunAsync(again, Cancellation)).ShouldBeOfType<JobOutcome.Succeeded>();

        outcome.Result.Rows.ShouldBe(1);
        outcome.Result.Schema.ShouldBe("""[["rows","bigint"]]""");
        await StartAnotherPumpAsync();
        (await AnswerAsync("SELECT a FROM abc ORDER BY a")).ShouldBe("[1][2]");
    }

    [Theory]
    [InlineData("INSERT INTO abc SELECT 9, 9")]
    [InlineData("DELETE FROM abc WHERE a = 1")]
    [InlineData("DROP TABLE abc")]
    [InlineData("ALTER TABLE abc RENAME TO xyz")]
    [InlineData("CREATE TABLE xyz AS SELECT 1 AS a")]
    [InlineData("CREATE TABLE xyz (a bigint)")]
    public async Task A_server_that_lost_its_lease_commits_nothing(string query)
    {
        await RunAsync("CREATE TABLE abc (a bigint); INSERT INTO abc VALUES (1, 0)");
        await _pump.StopAsync(Cancellation);
        await IssueAsync(query);
        var late = await LeaseAsync();
        await Database.WriteAsync(tx => JobStore.RescueAsync(tx, "another server"), Cancellation);
        await LeaseAsync();

        await Should.ThrowAsync<StaleLeaseException>(_kind.RunAsync(late, Cancellation));

        await StartAnotherPumpAsync();
        (await AnswerAsync("SHOW TABLES")).ShouldBe("""["abc"]""");
        (await AnswerAsync("SELECT a FROM abc")).ShouldBe("[1]");
    }

    [Fact]
    public async Task A_kill_ends_the_query_in_the_engine()
    {
        var id = await IssueAsync(
            "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z) WHERE x + y = z"
        );
        while ((await _queue.FindStatusAsync(id, Cancellation))!.State == JobState.Queued) { }

        await _queue.KillAsync(id, Cancellation);

        (await _queue.WaitAsync(id, Long, TimeProvider.System, Cancellation))!.State.ShouldBe(JobState.Killed);
        (await AnswerAsync("SELECT 1")).ShouldBe("[1]");
    }

    [Fact]
    public async Task Pool_and_engine_version_are_warned_about()
    {
        var id = await IssueAsync("SELECT 1", job => job with { PoolName = "fast", EngineVersion = "experimental" });

        await _queue.WaitAsync(id, Long, TimeProvider.System, Cancellation);
        var job = (await _queue.FindAsync(id, Cancellation))!;

        job.CmdOut.ShouldContain("warning: there is no pool 'fast'");
        job.CmdOut.ShouldContain("warning: engine_version 'experimental'");
    }

    [Fact]
    public async Task The_scheduled_time_is_what_the_job_was_issued_with()
    {
        var id = await IssueAsync("SELECT TD_SCHEDULED_TIME()", job => job with { ScheduledTime = 1_500_000_000 });

        await _queue.WaitAsync(id, Long, TimeProvider.System, Cancellation);

        string.Concat(Rows(await BytesAsync(_results.Find((await _queue.FindAsync(id, Cancellation))!)!))).ShouldBe("[1500000000]");
    }

    async Task<JobId> IssueAsync(string query, Func<NewJob, NewJob>? with = null, int retryLimit = 0)
    {
        var job = new NewJob
        {
            Type = "trino",
            Database = "db_1",
            Query = query,
            User = new UserId(1),
            UserName = "Ada",
            RetryLimit = retryLimit,
        };
        return (await _queue.IssueAsync(with?.Invoke(job) ?? job, Cancellation)).ShouldBeOfType<IssueResult.Created>().Job;
    }

    async Task<Job> RunAsync(string query, int retryLimit = 0)
    {
        var id = await IssueAsync(query, retryLimit: retryLimit);
        await _queue.WaitAsync(id, Long, TimeProvider.System, Cancellation);
        return (await _queue.FindAsync(id, Cancellation))!;
    }

    async Task<string> AnswerAsync(string query)
    {
        var job = await RunAsync(query);
        job.StdErr.ShouldBe("");
        return string.Concat(Rows(await BytesAsync(_results.Find(job)!)));
    }

    async Task<RunningJob> LeaseAsync()
    {
        var leased = await Database.WriteAsync(tx => JobStore.LeaseNextAsync(tx, "test", Long), Cancellation);
        return new RunningJob(Database, leased!.Value.Job, leased.Value.Lease);
    }

    /// <summary>What the test leased itself stays leased: the jobs that follow run beside it.</summary>
    async Task StartAnotherPumpAsync()
    {
        _pump.Dispose();
        _pump = new JobPump(Database, [_kind], _options, TimeProvider.System, NullLogger<JobPump>.Instance);
        await _pump.StartAsync(Cancellation);
    }

    async Task<byte[]> BytesAsync(JobResultFile file)
    {
        await using var stream = await file.OpenAsync(null, Cancellation);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    static List<string> Rows(byte[] artefact)
    {
        using var gzip = new GZipStream(new MemoryStream(artefact), CompressionMode.Decompress);
        using var all = new MemoryStream();
        gzip.CopyTo(all);
        var rest = all.ToArray().AsMemory();
        var rows = new List<string>();
        while (!rest.IsEmpty)
        {
            var reader = new MessagePackReader(rest);
            reader.Skip();
            rows.Add(MessagePackSerializer.ConvertToJson(rest[..(int)reader.Consumed], cancellationToken: CancellationToken.None));
            rest = rest[(int)reader.Consumed..];
        }
        return rows;
    }
}
