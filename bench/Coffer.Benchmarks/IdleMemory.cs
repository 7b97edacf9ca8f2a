namespace Coffer.Benchmarks;

/// <summary>Memory of all processes of an idle server with one idle worker.</summary>
static class IdleMemory
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchSite site)
    {
        await site.StartAsync();
        await site.Client.PostAsync("database/create/bench");
        await site.Client.WaitAsync(await site.Client.IssueAsync("bench", "SELECT 1"));
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        var sizes = ProcessMemory.Tree(site.Server.ProcessId).Select(ProcessMemory.ProportionalSetSize).ToList();
        return
        [
            new Figure(
                $"sum of proportional set sizes of {sizes.Count} processes",
                $"{sizes.Sum() / 1e6:F0} MB",
                $"server {sizes[0] / 1e6:F0} MB, workers {string.Join(" + ", sizes.Skip(1).Select(size => $"{size / 1e6:F0}"))} MB",
                "≤ 200 MB",
                sizes.Sum() <= 200e6
            ),
        ];
    }
}
