namespace Coffer.Benchmarks;

/// <summary>What can be measured, by the name that the command line takes.</summary>
static class Benchmarks
{
    public static IReadOnlyDictionary<string, Func<BenchSite, Task<IReadOnlyList<Figure>>>> All { get; } =
        new Dictionary<string, Func<BenchSite, Task<IReadOnlyList<Figure>>>>(StringComparer.Ordinal)
        {
            ["select-one"] = SelectOne.MeasureAsync,
            ["tpch"] = Tpch.MeasureAsync,
            ["import-rows"] = ImportRows.MeasureAsync,
            ["import-acknowledge"] = ImportAcknowledge.MeasureAsync,
            ["small-imports"] = SmallImports.MeasureAsync,
            ["big-result"] = BigResult.MeasureAsync,
            ["start"] = StartUp.MeasureAsync,
            ["idle-memory"] = IdleMemory.MeasureAsync,
        };
}
