using Coffer.Database;
using Coffer.Files;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Maintenance;

/// <summary>
/// Removes published data files that no commit has registered: the rest of imports and jobs that died between writing and committing. A file that is younger
/// than <see cref="StorageOptions.OrphanAge"/> may belong to a commit in flight and stays; commits give up at half of that age, so what is removed
/// here is never registered afterwards.
/// </summary>
public sealed class OrphanSweeper(IDatabase database, IFileStore files, StorageOptions options, TimeProvider time)
{
    const int Batch = 500;

    static readonly FilePath Tables = FilePath.Parse("tables");

    /// <summary>Sweeps once and returns how many files were removed.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.OrphanAge;
        var removed = 0;
        var old = new List<FilePath>();
        await foreach (var file in files.ListAsync(Tables, cancellationToken))
        {
            if (file.PublishedAt >= before)
                continue;
            old.Add(file.Path);
            if (old.Count < Batch)
                continue;
            removed += await RemoveUnknownAsync(old, cancellationToken);
            old.Clear();
        }
        return removed + await RemoveUnknownAsync(old, cancellationToken);
    }

    async Task<int> RemoveUnknownAsync(List<FilePath> candidates, CancellationToken cancellationToken)
    {
        var unknown = await database.ReadAsync(
            async tx =>
            {
                var found = new List<FilePath>();
                foreach (var path in candidates)
                {
                    if (!await CommitStore.FilePathIsKnownAsync(tx, path))
                        found.Add(path);
                }
                return found;
            },
            cancellationToken
        );
        foreach (var path in unknown)
            await files.DeleteAsync(path, cancellationToken);
        return unknown.Count;
    }
}
