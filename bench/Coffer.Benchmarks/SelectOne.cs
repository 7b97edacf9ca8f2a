using System.Diagnostics;

namespace Coffer.Benchmarks;

/// <summary><c>SELECT 1</c> from issue to result over HTTP: the floor under every query.</summary>
static class SelectOne
{
    const int WarmUp = 30;
    const int Runs = 300;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        await site.Client.PostAsync("database/create/bench");
        var whole = new Samples();
        var bare = new Samples();
        for (var i = -WarmUp; i < Runs; i++)
        {
            var clock = Stopwatch.StartNew();
            var job = await site.Client.IssueAsync("bench", "SELECT 1");
            await site.Client.WaitAsync(job);
            await site.Client.ResultAsync(job, "msgpack.gz");
            var took = clock.Elapsed;
            clock.Restart();
            await site.Client.GetAsync("system/server_status");
            if (i >= 0)
            {
                whole.Add(took);
                bare.Add(clock.Elapsed);
            }
        }

        return
        [
            new Figure(
                "issue to result",
                whole.ToString(),
                $"one request that does nothing {bare}",
                "p50 ≤ 25 ms, p99 ≤ 100 ms",
                whole.Median <= 25 && whole.Percentile(0.99) <= 100
            ),
        ];
    }
}
