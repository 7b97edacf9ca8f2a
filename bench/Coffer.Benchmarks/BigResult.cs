using System.Diagnostics;

namespace Coffer.Benchmarks;

/// <summary>A result of 20 million rows from a worker that may use 256 MB.</summary>
static class BigResult
{
    const int Side = 4_473;
    const long Cap = 256 << 20;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.RestartAsync("--query-memory", "256MB");
        await site.Client.CreateTableAsync("bench", "side", Records.Schema);
        await site.Client.ImportAsync("bench", "side", Records.MessagePack(0, Side));
        var clock = Stopwatch.StartNew();
        var job = await site.Client.IssueAsync("bench", "SELECT a.user_id, b.bytes, b.path FROM side a CROSS JOIN side b");
        var peak = 0L;
        var wait = site.Client.WaitAsync(job);
        while (!wait.IsCompleted)
        {
            foreach (var process in ProcessMemory.Tree(site.Server.ProcessId).Skip(1))
            {
                try
                {
                    peak = Math.Max(peak, ProcessMemory.PeakResident(process));
                }
                catch (Exception exception) when (exception is IOException or InvalidOperationException)
                {
                    // The worker ended while we looked.
                }
            }

            await Task.WhenAny(wait, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        await wait;
        var took = clock.Elapsed;
        var shown = await site.Client.GetAsync($"job/show/{job}");
        var rows = shown.GetProperty("num_records").GetInt64();
        return
        [
            new Figure(
                $"{rows} rows, {shown.GetProperty("result_size").GetInt64() / 1e6:F0} MB as msgpack.gz",
                $"{rows / took.TotalSeconds / 1e6:F2} million rows/s",
                $"worker's peak resident size {peak / 1e6:F0} MB, server's {ProcessMemory.PeakResident(site.Server.ProcessId) / 1e6:F0} MB",
                "done under a cap of 256 MB",
                rows == (long)Side * Side && peak <= Cap
            ),
        ];
    }
}
