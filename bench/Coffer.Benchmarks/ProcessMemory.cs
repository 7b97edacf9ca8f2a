using System.Globalization;
using Coffer.Testing;

namespace Coffer.Benchmarks;

/// <summary>Memory of a server and its workers as Linux counts it.</summary>
static class ProcessMemory
{
    /// <summary>Proportional set size in bytes: shared pages are divided among their users, so the sum over processes is real.</summary>
    public static long ProportionalSetSize(int process) => Field($"/proc/{process}/smaps_rollup", "Pss:");

    /// <summary>The largest resident size that the process has had, in bytes.</summary>
    public static long PeakResident(int process) => Field($"/proc/{process}/status", "VmHWM:");

    public static IReadOnlyList<int> Tree(int server) => [server, .. ServerProcess.ChildrenOf(server)];

    static long Field(string file, string name)
    {
        var line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
