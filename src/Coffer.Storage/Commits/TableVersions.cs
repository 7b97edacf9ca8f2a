using Coffer.Database;
using Coffer.Storage.Catalog;

namespace Coffer.Storage.Commits;

/// <summary>The history of a table, as far as retention keeps it.</summary>
public sealed class TableVersions(IDatabase database)
{
    /// <summary>The versions, newest first; null when there is no such table.</summary>
    public Task<List<TableVersionInfo>?> ListAsync(DatabaseName databaseName, TableName name, CancellationToken cancellationToken) =>
        database.ReadAsync<List<TableVersionInfo>?>(
            async tx =>
                await CatalogStore.TableFindAsync(tx, databaseName, name) is { } table
                    ? await CommitStore.VersionsAsync(tx, table.Id)
                    : null,
            cancellationToken
        );

    /// <summary>
    /// Makes a new version with the rows of an old one. Rows that came in since are no longer in the table; the version before the restore has them.
    /// </summary>
    public Task<RestoreResult> RestoreAsync(
        DatabaseName databaseName,
        TableName name,
        TableVersion version,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                if (await CatalogStore.TableFindAsync(tx, databaseName, name) is not { } table)
                    return RestoreResult.TableNotFound;
                if (await CommitStore.VersionFindAsync(tx, table.Id, version) is null)
                    return RestoreResult.VersionNotFound;
                if (version == table.Version)
                    return RestoreResult.Restored;
                var now = await tx.NowAsync();
                var made = (await CommitStore.TableNextVersionAsync(tx, table.Id))!.Value;
                var removed = await CommitStore.FilesRemoveAllAsync(tx, table.Id, made, now);
                var added = await CommitStore.FilesCopyFromVersionAsync(tx, table.Id, version, made);
                await CommitStore.TableRecountAsync(tx, table.Id, made, now);
                await CommitStore.VersionInsertAsync(tx, table.Id, made, CommitOperation.Restore, null, added, removed, now);
                tx.Notify(TableCommits.Channel);
                return RestoreResult.Restored;
            },
            cancellationToken
        );
}
