using System.Diagnostics;
using Coffer.DuckDb;

namespace Coffer.Benchmarks;

/// <summary>Rows per second of msgpack.gz imports against DuckDB reading the same rows as ndjson.gz into a Parquet file.</summary>
static class ImportRows
{
    const int RowsPerBody = 200_000;
    const int Bodies = 5;
    const int Runs = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        await site.Client.CreateTableAsync("bench", "rows", Records.Schema);
        var bodies = Enumerable.Range(0, Bodies).Select(i => Records.MessagePack(i * RowsPerBody, RowsPerBody)).ToList();
        var json = Enumerable.Range(0, Bodies).Select(i => Path.Combine(site.Folder, $"rows{i}.ndjson.gz")).ToList();
        for (var i = 0; i < Bodies; i++)
        {
            await File.WriteAllBytesAsync(json[i], Records.Json(i * RowsPerBody, RowsPerBody));
        }

        using var duck = DuckDbInstance.Open();
        using var connection = duck.Connect();
        var imports = new Samples();
        var copies = new Samples();
        for (var run = -1; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var body in bodies)
            {
                await site.Client.ImportAsync("bench", "rows", body);
            }

            var took = clock.Elapsed;
            clock.Restart();
            foreach (var file in json)
            {
                connection.Execute($"COPY (SELECT * FROM read_json('{file}') ORDER BY time) TO '{file}.parquet' (FORMAT parquet)");
            }

            if (run >= 0)
            {
                imports.Add(took);
                copies.Add(clock.Elapsed);
            }
        }

        var ratio = copies.Median / imports.Median;
        return
        [
            new Figure(
                $"import {Bodies} × {RowsPerBody} rows of 8 columns",
                $"{Bodies * RowsPerBody / imports.Median:F0} thousand rows/s",
                $"DuckDB ndjson.gz to Parquet {Bodies * RowsPerBody / copies.Median:F0} thousand rows/s, ratio {ratio:F2}",
                "ratio ≥ 1.0",
                ratio >= 1
            ),
        ];
    }
}
