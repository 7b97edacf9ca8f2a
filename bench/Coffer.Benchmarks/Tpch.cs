using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coffer.Database.Sqlite;
using Coffer.DuckDb;
using Coffer.Files.Local;
using Coffer.Storage;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;

namespace Coffer.Benchmarks;

/// <summary>
/// The TPC-H questions on the recorded tables (scale 0.01) a hundredfold with shifted keys, as jobs on a warm server, against DuckDB in
/// this process on the same Parquet files. Treasure Data's tables have no dates, so dates are text in both.
/// </summary>
static partial class Tpch
{
    const int Replicas = 100;
    const int Runs = 5;
    const string Database = "tpch";

    /// <summary>How far each replica's keys are moved: more than the largest key.</summary>
    static readonly Dictionary<string, int> Shift = new(StringComparer.Ordinal)
    {
        ["orderkey"] = 60_001,
        ["custkey"] = 1_501,
        ["partkey"] = 2_001,
        ["suppkey"] = 101,
    };

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        var tables = TpchTable.ReadAll(Path.Combine(site.GoldenFolder, "tpch"));
        foreach (var table in tables)
        {
            await LoadAsync(site, table);
        }

        using var duck = DuckDbInstance.Open(
            settings: new Dictionary<string, string> { ["threads"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture) }
        );
        using var connection = duck.Connect();
        await CreateViewsAsync(site, connection, tables);

        var figures = new List<Figure>();
        double ours = 0;
        double theirs = 0;
        foreach (var (name, query) in Queries(site.GoldenFolder))
        {
            try
            {
                var (job, direct) = await MeasureAsync(site, connection, query);
                ours += job.Median;
                theirs += direct.Median;
                figures.Add(
                    new Figure(name, job.ToString(), $"DuckDB {direct}, ratio {job.Median / direct.Median:F2}", "none alone", true)
                );
            }
            catch (InvalidOperationException refused)
            {
                figures.Add(new Figure(name, "not answered: " + refused.Message, "-", "answered", false));
            }
        }

        figures.Add(
            new Figure(
                "sum of medians",
                $"{ours:F0} ms",
                $"DuckDB {theirs:F0} ms, ratio {ours / theirs:F2}",
                "ratio ≤ 1.10",
                ours / theirs <= 1.10
            )
        );
        return figures;
    }

    static async Task LoadAsync(BenchSite site, TpchTable table)
    {
        var single = table.Name + "_single";
        await site.Client.CreateTableAsync(Database, single, table.Schema);
        await site.Client.ImportAsync(Database, single, table.MessagePack());
        await site.Client.CreateTableAsync(Database, table.Name, table.Schema);
        var columns = string.Join(", ", table.Columns.Select(column => column.Name));
        var shifted = string.Join(
            ", ",
            table.Columns.Select(column =>
                Shift.TryGetValue(column.Name, out var by)
                    ? $"{column.Name} + r * {by.ToString(CultureInfo.InvariantCulture)}"
                    : column.Name
            )
        );
        var replicas = table.Name is "nation" or "region" ? 1 : Replicas;
        var job = await site.Client.IssueAsync(
            Database,
            $"INSERT INTO {table.Name} ({columns}) SELECT {shifted} FROM {single} CROSS JOIN UNNEST(sequence(0, {replicas - 1})) AS t (r)"
        );
        await site.Client.WaitAsync(job);
    }

    /// <summary>The tables as views on the very files that the server reads.</summary>
    static async Task CreateViewsAsync(BenchSite site, Connection connection, IReadOnlyList<TpchTable> tables)
    {
        var data = Path.Combine(site.Folder, "data");
        await using var database = SqliteDatabase.Open(Path.Combine(data, "coffer.db"), TimeProvider.System);
        var snapshots = new TableSnapshots(database);
        var scan = new TableScan(new LocalFileStore(Path.Combine(data, "files"), TimeProvider.System));
        foreach (var table in tables)
        {
            var snapshot = await snapshots.ReadAsync(DatabaseName.Parse(Database), TableName.Parse(table.Name), CancellationToken.None);
            var source = scan.Sql(snapshot!, [.. table.Columns.Select(column => column.Name)], TimeWindow.All);
            connection.Execute($"CREATE VIEW {table.Name} AS {source.Sql}");
        }
    }

    static async Task<(Samples Job, Samples Direct)> MeasureAsync(BenchSite site, Connection connection, string query)
    {
        var (job, direct) = (new Samples(), new Samples());
        for (var run = -1; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            await site.Client.WaitAsync(await site.Client.IssueAsync(Database, query));
            var took = clock.Elapsed;
            clock.Restart();
            using (var result = connection.Query(query))
            {
                while (result.NextChunk(out _)) { }
            }

            if (run >= 0)
            {
                job.Add(took);
                direct.Add(clock.Elapsed);
            }
        }

        return (job, direct);
    }

    static IEnumerable<(string Name, string Query)> Queries(string goldenFolder)
    {
        foreach (var line in File.ReadLines(Path.Combine(goldenFolder, "tpch", "tiny.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            var query = record.RootElement.GetProperty("sql").GetString()!;
            query = DateArithmetic().Replace(query, match => $"'{Moved(match)}'");
            query = DateLiteral().Replace(query, "'$1'");
            query = YearOf().Replace(query, "substr($1$2, 1, 4)");
            yield return (record.RootElement.GetProperty("id").GetString()!, query);
        }
    }

    static string Moved(Match match)
    {
        var date = DateOnly.ParseExact(match.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var by = int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value == "-" ? -1 : 1);
        var moved = match.Groups[4].Value switch
        {
            "DAY" => date.AddDays(by),
            "MONTH" => date.AddMonths(by),
            _ => date.AddYears(by),
        };
        return moved.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"DATE '([\d-]+)' ([+-]) INTERVAL '(\d+)' (DAY|MONTH|YEAR)")]
    private static partial Regex DateArithmetic();

    [GeneratedRegex(@"DATE '([\d-]+)'")]
    private static partial Regex DateLiteral();

    [GeneratedRegex(@"(?:extract\(YEAR FROM ([\w.]+)\)|\byear\(([\w.]+)\))", RegexOptions.IgnoreCase)]
    private static partial Regex YearOf();
}
