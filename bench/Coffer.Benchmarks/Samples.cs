using System.Globalization;

namespace Coffer.Benchmarks;

/// <summary>Durations of repeated runs, in milliseconds.</summary>
sealed class Samples
{
    readonly List<double> _milliseconds = [];

    public double Median => Percentile(0.5);

    public void Add(TimeSpan duration) => _milliseconds.Add(duration.TotalMilliseconds);

    public double Percentile(double share)
    {
        var sorted = _milliseconds.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {Percentile(0.5):F1} ms, p99 {Percentile(0.99):F1} ms ({_milliseconds.Count} runs)"
        );
}
