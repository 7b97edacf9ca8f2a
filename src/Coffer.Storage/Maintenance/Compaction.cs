using System.Diagnostics;
using Coffer.Database;
using Coffer.Files;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;

namespace Coffer.Storage.Maintenance;

/// <summary>
/// Merges small files of a table into larger ones, sorted by time. Rows and versions that readers see stay the same; a merge that finds one of its files gone at
/// the end is given up.
/// </summary>
public sealed class Compaction(
    IDatabase database,
    TableSnapshots snapshots,
    TableCommits commits,
    IFileStore files,
    ParquetEngine engine,
    StagingFolder staging,
    StorageOptions options
)
{
    /// <summary>Looks at every table that has many small files; returns how many files were merged away.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var tables = await database.ReadAsync(
            tx => CommitStore.TablesWithSmallFilesAsync(tx, options.CompactionBytes, options.CompactionFiles),
            cancellationToken
        );
        var merged = 0;
        foreach (var table in tables)
            merged += await CompactAsync(table, cancellationToken);
        return merged;
    }

    async Task<int> CompactAsync(TableId table, CancellationToken cancellationToken)
    {
        var found = await snapshots.ReadAsync([table], cancellationToken);
        if (!found.TryGetValue(table, out var snapshot))
            return 0;
        var merged = 0;
        foreach (var merge in CompactionPlan.Of(snapshot.Files, options))
        {
            var started = Stopwatch.GetTimestamp();
            var file = await Task.Run(() => Merge(merge, cancellationToken), cancellationToken);
            var dataVersion = new TableVersion(merge.Max(f => f.DataVersion.Value));
            var result = await commits.CompactAsync(table, dataVersion, [.. merge.Select(f => f.Id)], [file], cancellationToken);
            if (result.Outcome == CommitOutcome.Committed)
                merged += merge.Count - 1;
            StorageMeter.CompactionSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return merged;
    }

    StagedFile Merge(IReadOnlyList<DataFile> merge, CancellationToken cancellationToken)
    {
        var columns = merge.SelectMany(f => f.Statistics.Columns).DistinctBy(c => c.Column).OrderBy(c => c.Column.Value).ToList();
        var layout = FileLayout.Of([.. columns.Select(c => new FileColumn(c.Column, c.PhysicalType, c.Column.PhysicalName))]);
        var groups = merge
            .GroupBy(f => string.Join(',', f.Statistics.Columns.Select(c => c.Column.Value).Order()))
            .Select(group =>
            {
                var present = group.First().Statistics.Columns.Select(c => c.Column).ToHashSet();
                var selected = columns.Select(c =>
                    present.Contains(c.Column) ? c.Column.PhysicalName : $"CAST(NULL AS {c.PhysicalType}) AS {c.Column.PhysicalName}"
                );
                return $"SELECT {string.Join(", ", selected)} FROM {TableScan.ReadParquet(group.Select(f => files.LocalPath(f.Path)))}";
            });
        var path = staging.NewFile();
        try
        {
            var statistics = engine.Run(
                connection =>
                {
                    using var copied = connection.Query(layout.CopySql(string.Join(" UNION ALL ", groups), path));
                    return WrittenFile.Read(copied, layout);
                },
                cancellationToken
            );
            var records = merge.Sum(f => f.Statistics.Records);
            if (statistics?.Records != records)
                throw new InvalidDataException($"Merging {merge.Count} files gave {statistics?.Records ?? 0} rows instead of {records}");
            return new StagedFile(path, statistics);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
