using Coffer.Storage.Commits;

namespace Coffer.Storage.Maintenance;

/// <summary>
/// Which files of a table are merged with which. Files are sorted into tiers of about equal size; a tier is merged when it has enough files of its own, and
/// takes along what the smaller tiers left over, so that a row is written again only a few times on its way into a large file.
/// </summary>
static class CompactionPlan
{
    const int MaxFiles = 2000;
    const long SmallestTier = 4 << 10;

    /// <summary>Sets of at least two files; the files of a set agree in the physical type of every column that they share.</summary>
    public static IReadOnlyList<IReadOnlyList<DataFile>> Of(IReadOnlyList<DataFile> files, StorageOptions options)
    {
        var merges = new List<IReadOnlyList<DataFile>>();
        var waiting = new List<DataFile>();
        foreach (var tier in files.Where(f => f.Statistics.Bytes < options.CompactionBytes).GroupBy(Tier).OrderBy(t => t.Key))
        {
            waiting.AddRange(tier);
            if (tier.Count() < options.CompactionFiles)
                continue;
            merges.AddRange(Pack(waiting, options.CompactionBytes * 2));
            waiting.Clear();
        }
        return merges;
    }

    static int Tier(DataFile file) => (int)Math.Log(Math.Max(1, file.Statistics.Bytes / SmallestTier), 4);

    /// <summary>Neighbours in time go together, so that the merged files overlap little and can be left out by time.</summary>
    static IEnumerable<IReadOnlyList<DataFile>> Pack(IEnumerable<DataFile> files, long maxBytes)
    {
        var open = new List<Bin>();
        var bins = new List<Bin>();
        foreach (var file in files.OrderBy(f => f.Statistics.TimeMin).ThenBy(f => f.Id.Value))
        {
            var bin = open.FirstOrDefault(b => b.TryAdd(file, maxBytes));
            if (bin is null)
            {
                bin = new Bin();
                bin.TryAdd(file, maxBytes);
                open.Add(bin);
                bins.Add(bin);
            }
            open.RemoveAll(b => b.Bytes >= maxBytes || b.Files.Count >= MaxFiles);
        }
        return bins.Where(b => b.Files.Count > 1).Select(b => b.Files);
    }

    sealed class Bin
    {
        readonly Dictionary<ColumnId, string> _types = [];

        public List<DataFile> Files { get; } = [];

        public long Bytes { get; private set; }

        public bool TryAdd(DataFile file, long maxBytes)
        {
            var columns = file.Statistics.Columns;
            if (Files.Count > 0 && Bytes + file.Statistics.Bytes > maxBytes)
                return false;
            if (columns.Any(c => _types.TryGetValue(c.Column, out var type) && type != c.PhysicalType))
                return false;
            foreach (var column in columns)
                _types[column.Column] = column.PhysicalType;
            Files.Add(file);
            Bytes += file.Statistics.Bytes;
            return true;
        }
    }
}
