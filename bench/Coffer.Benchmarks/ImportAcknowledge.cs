using System.Diagnostics;

namespace Coffer.Benchmarks;

/// <summary>
/// How long a durable import of 1 MB of records (as fluentd and the td command send them) takes to be acknowledged, against writing and
/// fsyncing as many bytes on the same disk.
/// </summary>
static class ImportAcknowledge
{
    const int RowsPerMegabyte = 7_400;
    const int Runs = 60;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        await site.Client.CreateTableAsync("bench", "acknowledged", Records.Schema);
        var body = Records.MessagePack(0, RowsPerMegabyte);
        var records = new byte[1_000_000];
        var imports = new Samples();
        var flushes = new Samples();
        for (var i = -5; i < Runs; i++)
        {
            var clock = Stopwatch.StartNew();
            await site.Client.ImportAsync("bench", "acknowledged", body);
            var took = clock.Elapsed;
            clock.Restart();
            using (var file = File.Create(Path.Combine(site.Folder, "flushed")))
            {
                file.Write(records);
                file.Flush(flushToDisk: true);
            }

            if (i >= 0)
            {
                imports.Add(took);
                flushes.Add(clock.Elapsed);
            }
        }

        return
        [
            new Figure(
                $"acknowledge 1 MB, {RowsPerMegabyte} rows, {body.Length / 1e3:F0} kB compressed",
                imports.ToString(),
                $"write and fsync of the bytes {flushes}",
                "p50 ≤ 30 ms or 3 × fsync p50",
                imports.Median <= Math.Max(30, 3 * flushes.Median)
            ),
        ];
    }
}
