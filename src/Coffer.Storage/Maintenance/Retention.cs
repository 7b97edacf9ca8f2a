using Coffer.Database;
using Coffer.Files;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Maintenance;

/// <summary>
/// Forgets what has been kept long enough: replaced files, dropped tables, old versions, tags and upload ids; and removes rows past a table's expire_days where
/// whole files are past it. Rows go first and files after: a crash in between leaves an orphan, never a row without its file.
/// </summary>
public sealed class Retention(IDatabase database, IFileStore files, TableCommits commits, StorageOptions options, TimeProvider time)
{
    const int Batch = 1000;

    /// <summary>Runs once and returns how many files were removed.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ExpireRowsAsync(now, cancellationToken);
        var removed = 0;
        var before = (now - options.VersionRetention).ToUnixMicroseconds();
        for (var last = Batch; last == Batch; removed += last)
            last = await ForgetFilesAsync(tx => CommitStore.FilesRemovedBeforeAsync(tx, before, Batch), null, cancellationToken);
        foreach (var table in await database.ReadAsync(tx => CommitStore.TablesDroppedBeforeAsync(tx, before), cancellationToken))
            removed += await ForgetFilesAsync(tx => CommitStore.FilesOfTableAsync(tx, table), table, cancellationToken);
        await database.WriteAsync(
            async tx =>
            {
                await CommitStore.VersionsDeleteOldAsync(tx, before);
                await CommitStore.DatabasesDeleteDroppedAsync(tx, before);
                await CommitStore.TagsDeleteOldAsync(tx, (now - options.CommitTagRetention).ToUnixMicroseconds());
                await CommitStore.ImportsDeleteOldAsync(tx, (now - options.ImportLedgerRetention).ToUnixMicroseconds());
                return true;
            },
            cancellationToken
        );
        return removed;
    }

    async Task<int> ForgetFilesAsync(
        Func<ITransaction, Task<List<(long Id, FilePath Path)>>> find,
        TableId? droppedTable,
        CancellationToken cancellationToken
    )
    {
        var forgotten = await database.WriteAsync(
            async tx =>
            {
                var old = await find(tx);
                await CommitStore.FilesDeleteAsync(tx, old.Select(f => f.Id));
                if (droppedTable is { } table)
                    await CommitStore.TableDeleteAsync(tx, table);
                // A restored file has another row by which it lives on.
                var gone = new List<FilePath>();
                foreach (var path in old.Select(f => f.Path).Distinct())
                {
                    if (!await CommitStore.FilePathIsKnownAsync(tx, path))
                        gone.Add(path);
                }
                return (Rows: old.Count, Paths: gone);
            },
            cancellationToken
        );
        foreach (var path in forgotten.Paths)
            await files.DeleteAsync(path, cancellationToken);
        return forgotten.Rows;
    }

    async Task ExpireRowsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expired = await database.ReadAsync(tx => CommitStore.FilesExpiredAsync(tx, now.ToUnixTimeSeconds()), cancellationToken);
        foreach (var table in expired.GroupBy(f => f.Table, f => f.File))
            await commits.ExpireAsync(table.Key, [.. table], cancellationToken);
    }
}
