using System.Diagnostics.Metrics;

namespace Coffer.Storage;

/// <summary>The instruments of this project.</summary>
static class StorageMeter
{
    static readonly Meter Meter = new("Coffer.Storage");

    public static Histogram<double> CompactionSeconds { get; } =
        Meter.CreateHistogram<double>("coffer_compaction_seconds", "s", "How long one merge of data files took");
}
