using System.Diagnostics;

namespace Coffer.Benchmarks;

/// <summary>From the start of the process to the first 200 on an existing data directory.</summary>
static class StartUp
{
    const int Runs = 9;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        await site.Client.CreateTableAsync("bench", "present", Records.Schema);
        await site.Client.ImportAsync("bench", "present", Records.MessagePack(0, 1000));
        var starts = new Samples();
        var nothing = new Samples();
        for (var run = 0; run < Runs; run++)
        {
            await site.Server.DisposeAsync();
            var clock = Stopwatch.StartNew();
            await site.RestartAsync();
            starts.Add(clock.Elapsed);
            clock.Restart();
            using var version = Process.Start(new ProcessStartInfo("/bin/sh", "-c true"))!;
            await version.WaitForExitAsync();
            nothing.Add(clock.Elapsed);
        }

        return
        [
            new Figure(
                "start to first 200",
                starts.ToString(),
                $"a shell that does nothing {nothing}",
                "p50 ≤ 600 ms",
                starts.Median <= 600
            ),
        ];
    }
}
