using System.Diagnostics;

namespace Coffer.Benchmarks;

/// <summary>10,000 imports of 100 rows, then a scan of that table against a table that got the same rows in one import.</summary>
static class SmallImports
{
    const int Imports = 10_000;
    const int RowsOfOne = 100;
    const int Clients = 4;
    const int Runs = 7;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        await site.Client.CreateTableAsync("bench", "small", Records.Schema);
        await site.Client.CreateTableAsync("bench", "sorted", Records.Schema);
        await site.Client.ImportAsync("bench", "sorted", Records.MessagePack(0, Imports * RowsOfOne));
        var bodies = Enumerable.Range(0, Imports).Select(i => Records.MessagePack(i * RowsOfOne, RowsOfOne)).ToList();
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async _ =>
                {
                    while (Interlocked.Increment(ref next) is var i && i < Imports)
                    {
                        await site.Client.ImportAsync("bench", "small", bodies[i]);
                    }
                })
        );
        var imported = clock.Elapsed;
        clock.Restart();
        double ratio;
        Samples small;
        Samples sorted;
        do
        {
            (small, sorted) = (new Samples(), new Samples());
            for (var run = 0; run < Runs; run++)
            {
                small.Add(await ScanAsync(site, "small"));
                sorted.Add(await ScanAsync(site, "sorted"));
            }

            ratio = small.Median / sorted.Median;
        } while (ratio > 2 && clock.Elapsed < Patience);

        return
        [
            new Figure(
                $"scan after {Imports} imports of {RowsOfOne} rows ({Imports / imported.TotalSeconds:F0} imports/s)",
                $"{small} after {clock.Elapsed.TotalSeconds:F0} s",
                $"one sorted import {sorted}, ratio {ratio:F2}",
                "ratio ≤ 2 within 60 s",
                ratio <= 2
            ),
        ];
    }

    static async Task<TimeSpan> ScanAsync(BenchSite site, string table)
    {
        var clock = Stopwatch.StartNew();
        var job = await site.Client.IssueAsync("bench", $"SELECT status, count(*), sum(bytes), max(referrer) FROM {table} GROUP BY status");
        await site.Client.WaitAsync(job);
        return clock.Elapsed;
    }
}
