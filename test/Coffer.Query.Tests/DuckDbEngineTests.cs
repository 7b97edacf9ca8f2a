using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests;

[Collection("engine")]
public sealed class DuckDbEngineTests : EngineTest
{
    [Fact]
    public async Task A_query_writes_its_rows_as_one_gzip_of_messagepack_arrays()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var file = NewFile();
        var outcome = await session.RunAsync(
            Query("SELECT 1, 'a' UNION ALL SELECT 2, NULL ORDER BY 1", "integer", "varchar"),
            file,
            null,
            Cancellation
        );
        outcome.Rows.ShouldBe(2);
        outcome.Bytes.ShouldBe(new FileInfo(file).Length);
        Rows(file).ShouldBe(["[1,\"a\"]", "[2,null]"]);
    }

    [Fact]
    public async Task A_result_without_rows_is_an_empty_gzip()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var file = NewFile();
        (await session.RunAsync(Query("SELECT 1 WHERE false", "integer"), file, null, Cancellation)).Rows.ShouldBe(0);
        Rows(file).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_runs_several_statements_and_survives_a_failed_one()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        (await session.CountAsync(Query("SELECT 41 + 1", "integer"), Cancellation)).ShouldBe(42);
        var file = NewFile();
        var error = await Should.ThrowAsync<EngineException>(() =>
            session.RunAsync(Query("SELECT CAST('x' AS INTEGER)", "integer"), file, null, Cancellation)
        );
        error.Name.ShouldBe("INVALID_CAST_ARGUMENT");
        error.Code.ShouldBe(9);
        error.Type.ShouldBe("USER_ERROR");
        File.Exists(file).ShouldBeFalse();
        (await session.CountAsync(Query("SELECT 7", "integer"), Cancellation)).ShouldBe(7);
    }

    [Fact]
    public async Task An_error_in_the_middle_of_the_rows_leaves_no_file()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var file = NewFile();
        var error = await Should.ThrowAsync<EngineException>(() =>
            session.RunAsync(
                Query("SELECT CAST(CASE WHEN i = 4000000 THEN 'x' ELSE '1' END AS INTEGER) FROM range(5000000) t(i)", "integer"),
                file,
                null,
                Cancellation
            )
        );
        error.Name.ShouldBe("INVALID_CAST_ARGUMENT");
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task A_worker_that_is_killed_fails_its_own_job_and_no_other()
    {
        await using var victim = await Engine.OpenSessionAsync(Limits, Cancellation);
        await using var other = await Engine.OpenSessionAsync(Limits, Cancellation);
        var started = new TaskCompletionSource();
        var file = NewFile();
        var progress = new Progress<EngineProgress>(_ => started.TrySetResult());
        var long1 = victim.RunAsync(Endless, file, progress, Cancellation);
        await started.Task.WaitAsync(Cancellation);
        var worker = Engine.BusyWorkers.ShouldHaveSingleItem();
        var running = other.CountAsync(Query("SELECT count(*) FROM range(300000000) t(i) WHERE i % 7 = 0", "bigint"), Cancellation);
        Process.GetProcessById(worker).Kill();
        var error = await Should.ThrowAsync<EngineException>(() => long1);
        error.Name.ShouldBe("GENERIC_INTERNAL_ERROR");
        error.Message.ShouldBe("The worker process of this query ended unexpectedly (exit code 137)");
        File.Exists(file).ShouldBeFalse();
        (await running).ShouldBe(42857143);
        (await victim.CountAsync(Query("SELECT 5", "integer"), Cancellation)).ShouldBe(5);
    }

    [Fact]
    public async Task Cancelling_interrupts_the_query_and_the_session_lives_on()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        using var kill = new CancellationTokenSource();
        var file = NewFile();
        await session.CountAsync(Query("SELECT 1", "integer"), Cancellation);
        var worker = Engine.BusyWorkers;
        var progress = new Progress<EngineProgress>(_ => kill.Cancel());
        await Should.ThrowAsync<OperationCanceledException>(() => session.RunAsync(Endless, file, progress, kill.Token));
        File.Exists(file).ShouldBeFalse();
        (await session.CountAsync(Query("SELECT 5", "integer"), Cancellation)).ShouldBe(5);
        Engine.BusyWorkers.ShouldBe(worker);
    }

    [Fact]
    public async Task A_statement_over_its_time_is_stopped()
    {
        await using var session = await Engine.OpenSessionAsync(Limits with { Timeout = TimeSpan.FromMilliseconds(300) }, Cancellation);
        var error = await Should.ThrowAsync<EngineException>(() => session.RunAsync(Endless, NewFile(), null, Cancellation));
        error.Name.ShouldBe("EXCEEDED_TIME_LIMIT");
        error.Type.ShouldBe("INSUFFICIENT_RESOURCES");
    }

    [Fact]
    public async Task More_jobs_than_places_wait_in_order()
    {
        var open = new List<IQuerySession>();
        for (var i = 0; i < 4; i++)
        {
            open.Add(await Engine.OpenSessionAsync(Limits, Cancellation));
        }

        var first = Engine.OpenSessionAsync(Limits, Cancellation);
        var second = Engine.OpenSessionAsync(Limits, Cancellation);
        first.IsCompleted.ShouldBeFalse();
        Engine.FreePlaces.ShouldBe(0);
        await open[2].DisposeAsync();
        await using var got = await first.WaitAsync(Cancellation);
        second.IsCompleted.ShouldBeFalse();
        await open[0].DisposeAsync();
        await using var gotToo = await second.WaitAsync(Cancellation);
        await open[1].DisposeAsync();
        await open[3].DisposeAsync();
        Engine.FreePlaces.ShouldBe(2);
    }

    [Fact]
    public async Task A_worker_ends_with_its_server()
    {
        using var engine = new Process
        {
            StartInfo = new ProcessStartInfo(Options.WorkerFile)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        engine.Start();
        engine.StandardOutput.Read().ShouldNotBe(-1);
        engine.StandardInput.Close();
        await engine.WaitForExitAsync(Cancellation);
        engine.ExitCode.ShouldBe(137);
    }

    [Fact]
    public async Task A_worker_is_locked()
    {
        string[] attempts =
        [
            "SELECT count(*) FROM read_text('/etc/passwd')",
            "SELECT count(*) FROM '/etc/passwd'",
            "SELECT count(*) FROM glob('/*')",
            "SET threads = 8",
            "SET memory_limit = '100GB'",
            "SET TimeZone = 'Asia/Tokyo'",
            "SET lock_configuration = false",
            "SET enable_external_access = true",
            "ATTACH '/tmp/coffer-other.db'",
            "COPY (SELECT 1) TO '/tmp/coffer-out.csv'",
            "INSTALL httpfs",
            "LOAD httpfs",
        ];
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        foreach (var attempt in attempts)
        {
            var error = await Should.ThrowAsync<EngineException>(() => session.CountAsync(Query(attempt, "bigint"), Cancellation), attempt);
            error.Message.ShouldNotContain("passwd");
            error.Message.ShouldNotContain("/tmp");
        }
    }

    [Fact]
    public async Task Only_the_files_of_the_query_can_be_read()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var mine = Folder.File("mine.csv");
        var other = Folder.File("other.csv");
        await File.WriteAllTextAsync(mine, "a\n1\n", Cancellation);
        await File.WriteAllTextAsync(other, "a\n1\n", Cancellation);
        var query = Query("SELECT count(*) FROM scan_0", "bigint") with
        {
            Views = [new EngineView("scan_0", $"SELECT * FROM read_csv('{mine}')")],
            Files = [mine],
        };
        (await session.CountAsync(query, Cancellation)).ShouldBe(1);
        var error = await Should.ThrowAsync<EngineException>(() => session.CountAsync(query with { Files = [other] }, Cancellation));
        error.Message.ShouldNotContain(Folder.Path);
    }

    static EngineQuery Endless => Query("SELECT sum(hash(a.i, b.i) % 3)::BIGINT FROM range(10000000) a(i), range(10000000) b(i)", "bigint");
}
