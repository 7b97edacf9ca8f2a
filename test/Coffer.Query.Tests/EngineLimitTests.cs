using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests;

[Collection("engine")]
public sealed class EngineLimitTests : EngineTest
{
    static EngineLimits Small => Limits with { MemoryBytes = 256L << 20, SpillBytes = 32L << 20 };

    // An aggregate with many groups, one large group over a cross join, and a function of our own whose texts DuckDB does not count.
    [Theory]
    [InlineData("SELECT count(DISTINCT l) FROM (SELECT string_agg(repeat('x', 100) || i) AS l FROM range(5000000) t(i) GROUP BY i)")]
    [InlineData("SELECT len(list(a.i * b.i)) FROM range(100000) a(i), range(100000) b(i)")]
    [InlineData("SELECT sum(length(trino_lpad('x' || i, 1000000, repeat('y', 1000)))) FROM range(1000000) t(i)")]
    public async Task A_query_over_its_memory_fails_alone(string sql)
    {
        await using var session = await Engine.OpenSessionAsync(Small, Cancellation);
        await using var other = await Engine.OpenSessionAsync(Limits, Cancellation);
        var greedy = session.CountAsync(Query(sql, "bigint"), Cancellation);
        (await other.CountAsync(Query("SELECT count(*) FROM range(100000000) t(i) WHERE i % 7 = 0", "bigint"), Cancellation)).ShouldBe(
            14285715
        );
        var error = await Should.ThrowAsync<EngineException>(() => greedy);
        error.Type.ShouldBe("INSUFFICIENT_RESOURCES");
        error.Name.ShouldBeOneOf("EXCEEDED_LOCAL_MEMORY_LIMIT", "EXCEEDED_SPILL_LIMIT");
        error.Message.ShouldStartWith("Query exceeded the ");
        (await session.CountAsync(Query("SELECT 5", "integer"), Cancellation)).ShouldBe(5);
    }

    [Fact]
    public async Task Millions_of_rows_pass_through_a_small_worker()
    {
        await using var session = await Engine.OpenSessionAsync(Small with { MemoryBytes = 200L << 20 }, Cancellation);
        var query = Query(
            "SELECT i, repeat('some text ', (i % 10)::INTEGER), [i, i + 1] FROM range(5000000) t(i)",
            "bigint",
            "varchar",
            "array(bigint)"
        );
        var outcome = await session.RunAsync(query, NewFile(), null, Cancellation);
        outcome.Rows.ShouldBe(5_000_000);
    }

    [Fact]
    public async Task A_worker_that_hangs_is_killed_when_its_query_is_cancelled()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        using var kill = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        var file = NewFile();
        var query = Query("SELECT count(*) FROM range(10000000) a(i), range(10000000) b(i) WHERE hash(a.i, b.i) % 3 = 0", "bigint");
        var running = session.RunAsync(query, file, new Progress<EngineProgress>(_ => started.TrySetResult()), kill.Token);
        await started.Task.WaitAsync(Cancellation);
        using (var stop = Process.Start("kill", ["-STOP", $"{Engine.BusyWorkers.ShouldHaveSingleItem()}"]))
        {
            await stop.WaitForExitAsync(Cancellation);
        }

        await kill.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        File.Exists(file).ShouldBeFalse();
        (await session.CountAsync(Query("SELECT 5", "integer"), Cancellation)).ShouldBe(5);
    }
}
