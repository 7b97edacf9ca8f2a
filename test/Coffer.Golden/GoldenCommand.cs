using System.Globalization;

namespace Coffer.Golden;

/// <summary>The command line of golden/README.md: <c>AREA… [--data FOLDER] [--failures FILE] [--sample N]</c>.</summary>
static class GoldenCommand
{
    public static int Run(string[] words, TextWriter output)
    {
        var areas = new List<string>();
        var folder = GoldenFiles.DefaultFolder();
        string? failures = null;
        var sample = 1;
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--data" when i + 1 < words.Length:
                    folder = words[++i];
                    break;
                case "--failures" when i + 1 < words.Length:
                    failures = words[++i];
                    break;
                case "--sample" when i + 1 < words.Length && int.TryParse(words[i + 1], CultureInfo.InvariantCulture, out sample):
                    i++;
                    break;
                case var area when GoldenAreas.Names.Contains(area, StringComparer.Ordinal):
                    areas.Add(area);
                    break;
                case var unknown:
                    output.WriteLine($"golden: '{unknown}' is neither an area ({string.Join(", ", GoldenAreas.Names)}) nor an option");
                    return 2;
            }
        }

        if (failures is not null)
        {
            File.Delete(failures);
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        foreach (var area in areas)
        {
            using var tally = new Tally(area, failures);
            try
            {
                GoldenAreas.Run(area, folder, sample, tally, interrupted.Token);
            }
            catch (OperationCanceledException)
            {
                output.WriteLine($"golden {area}: interrupted");
            }

            output.WriteLine(tally.Lines());
        }

        return 0;
    }
}
