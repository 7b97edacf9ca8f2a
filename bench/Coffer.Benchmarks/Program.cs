using System.Globalization;
using Coffer.Benchmarks;

if (args.Length == 0 || args.Contains("--help"))
{
    Console.WriteLine("usage: Coffer.Benchmarks NAME… | all  [--coffer PUBLISHED_EXECUTABLE] [--folder SCRATCH] [--data GOLDEN_FOLDER]");
    Console.WriteLine("names: " + string.Join(", ", Benchmarks.All.Keys));
    return args.Length == 0 ? 2 : 0;
}

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

var names = args.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
var unknown = names.Where(name => name != "all" && !Benchmarks.All.ContainsKey(name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"no such benchmark: {string.Join(", ", unknown)}");
    return 2;
}

foreach (var (name, measure) in Benchmarks.All.Where(benchmark => names.Contains("all") || names.Contains(benchmark.Key)))
{
    await using var site = BenchSite.Open(Option("--coffer"), Option("--folder"), Option("--data"));
    foreach (var figure in await measure(site))
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {figure.What}: {figure.Measured}; beside it {figure.Yardstick}; aim {figure.Aim}: {(figure.Met ? "met" : "MISSED")}"
            )
        );
    }
}

return 0;
