using Coffer.Database;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Snapshots;

/// <summary>Reads which files make up tables.</summary>
public sealed class TableSnapshots(IDatabase database)
{
    /// <summary>The table as it is now, or null when there is none.</summary>
    public Task<TableSnapshot?> ReadAsync(DatabaseName databaseName, TableName name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async tx => await CatalogStore.TableFindAsync(tx, databaseName, name) is { } table ? await ReadAsync(tx, table) : null,
            cancellationToken
        );

    /// <summary>Several tables at one moment; tables that are gone are missing from the answer.</summary>
    public Task<IReadOnlyDictionary<TableId, TableSnapshot>> ReadAsync(
        IReadOnlyCollection<TableId> tables,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyDictionary<TableId, TableSnapshot>>(
            async tx =>
            {
                var snapshots = new Dictionary<TableId, TableSnapshot>();
                foreach (var id in tables.Distinct())
                {
                    if (await CatalogStore.TableGetAsync(tx, id) is { } table)
                        snapshots.Add(id, await ReadAsync(tx, table));
                }
                return snapshots;
            },
            cancellationToken
        );

    /// <summary>The rows of an older version under today's schema; null when the table or the version is gone.</summary>
    public Task<TableSnapshot?> ReadAtAsync(
        DatabaseName databaseName,
        TableName name,
        TableVersion version,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            async tx =>
            {
                if (await CatalogStore.TableFindAsync(tx, databaseName, name) is not { } table)
                    return null;
                if (version == table.Version)
                    return await ReadAsync(tx, table);
                return await CommitStore.VersionFindAsync(tx, table.Id, version) is null
                    ? null
                    : new TableSnapshot(table, version, await CommitStore.FilesAtAsync(tx, table.Id, version));
            },
            cancellationToken
        );

    static async Task<TableSnapshot> ReadAsync(ITransaction tx, Table table) =>
        new(table, table.Version, await CommitStore.FilesCurrentAsync(tx, table.Id));
}
