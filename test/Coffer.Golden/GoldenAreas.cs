using System.IO.Hashing;
using System.Text;

namespace Coffer.Golden;

/// <summary>The areas that this version of Coffer can be asked, and how each reads its cases and answers them.</summary>
static class GoldenAreas
{
    public static IReadOnlyList<string> Names { get; } = ["trino", "trino-queries", "tpch"];

    /// <summary>Asks every case of an area (or one in <paramref name="sample"/>, chosen by a hash of the id) and counts.</summary>
    public static void Run(string area, string goldenFolder, int sample, Tally tally, CancellationToken cancellationToken)
    {
        var cases = Cases(area, goldenFolder).Where(asked => sample <= 1 || Hash(asked.Id) % (uint)sample == 0).ToList();
        var byDesign = ByDesign.Read(goldenFolder, area);
        var next = -1;
        Parallel.For(
            0,
            Environment.ProcessorCount,
            new ParallelOptions { CancellationToken = cancellationToken },
            _ =>
            {
                using var trino = TrinoBench.Open(area, goldenFolder);
                while (!cancellationToken.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < cases.Count)
                {
                    tally.Add(cases[i], trino.Answer(cases[i]), byDesign.Covers(cases[i]));
                }
            }
        );
    }

    static IEnumerable<GoldenCase> Cases(string area, string goldenFolder)
    {
        var folder = Path.Combine(goldenFolder, area);
        return area switch
        {
            "trino" => TrinoCases(folder),
            "trino-queries" => GoldenFiles
                .RecordFiles(folder)
                .SelectMany(file => GoldenFiles.ReadRecords(file.Path).Select(record => GoldenCase.FromTrino(record, SchemaOf(file.Name)))),
            "tpch" => GoldenFiles.ReadRecords(Path.Combine(folder, "tiny.jsonl")).Select(record => GoldenCase.FromTrino(record, "tiny")),
            _ => throw new ArgumentOutOfRangeException(nameof(area), area, "no such area"),
        };
    }

    /// <summary>The expressions of golden/trino; a case of <c>v423-differences</c> replaces the one of the same id.</summary>
    static IEnumerable<GoldenCase> TrinoCases(string folder)
    {
        var cases = new Dictionary<string, GoldenCase>(StringComparer.Ordinal);
        foreach (var (name, path) in GoldenFiles.RecordFiles(folder).OrderBy(file => file.Name == "v423-differences"))
        {
            foreach (var record in GoldenFiles.ReadRecords(path))
            {
                var asked = GoldenCase.FromTrino(record, defaultSchema: null);
                if (name != "v423-differences" || cases.ContainsKey(asked.Id))
                {
                    cases[asked.Id] = asked;
                }
            }
        }

        return cases.Values;
    }

    /// <summary>Statements that change tables were recorded in an empty schema, everything else on the fixtures.</summary>
    static string SchemaOf(string file) => file is "ddl" or "dml" or "session" ? "scratch" : "fx";

    static uint Hash(string id) => XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(id));
}
