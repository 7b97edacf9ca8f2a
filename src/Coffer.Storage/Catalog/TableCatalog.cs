using Coffer.Database;

namespace Coffer.Storage.Catalog;

/// <summary>
/// The databases and tables that exist, and every change to them except of their rows. What the user asked for and cannot have is a result, not an
/// exception.
/// </summary>
public sealed class TableCatalog(IDatabase database)
{
    /// <summary>All databases by name.</summary>
    public Task<List<DatabaseInfo>> ListDatabasesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(tx => CatalogStore.DatabaseListAsync(tx), cancellationToken);

    public Task<DatabaseInfo?> FindDatabaseAsync(DatabaseName name, CancellationToken cancellationToken) =>
        database.ReadAsync(tx => CatalogStore.DatabaseFindAsync(tx, name), cancellationToken);

    public Task<CreateDatabaseResult> CreateDatabaseAsync(DatabaseName name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async tx =>
                await CatalogStore.DatabaseInsertAsync(tx, name) is null
                    ? CreateDatabaseResult.AlreadyExists
                    : CreateDatabaseResult.Created,
            cancellationToken
        );

    /// <summary>Drops a database and all its tables.</summary>
    public Task<DeleteDatabaseResult> DeleteDatabaseAsync(DatabaseName name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async tx =>
            {
                if (await CatalogStore.DatabaseFindAsync(tx, name) is not { } found)
                    return DeleteDatabaseResult.NotFound;
                var tables = await CatalogStore.TableListAsync(tx, name);
                if (found.DeleteProtected || tables.Any(t => t.DeleteProtected))
                    return DeleteDatabaseResult.Protected;
                await CatalogStore.DatabaseDropAsync(tx, found.Id);
                return DeleteDatabaseResult.Deleted;
            },
            cancellationToken
        );

    /// <summary>Sets or lifts the protection against deletion.</summary>
    public Task<UpdateDatabaseResult> ProtectDatabaseAsync(DatabaseName name, bool deleteProtected, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async tx =>
                await CatalogStore.DatabaseProtectAsync(tx, name, deleteProtected)
                    ? UpdateDatabaseResult.Updated
                    : UpdateDatabaseResult.NotFound,
            cancellationToken
        );

    /// <summary>The tables of a database by name, or null when there is no such database.</summary>
    public Task<List<Table>?> ListTablesAsync(DatabaseName name, CancellationToken cancellationToken) =>
        database.ReadAsync<List<Table>?>(
            async tx => await CatalogStore.DatabaseFindAsync(tx, name) is null ? null : await CatalogStore.TableListAsync(tx, name),
            cancellationToken
        );

    public Task<Table?> FindTableAsync(DatabaseName databaseName, TableName name, CancellationToken cancellationToken) =>
        database.ReadAsync(tx => CatalogStore.TableFindAsync(tx, databaseName, name), cancellationToken);

    public Task<CreateTableResult> CreateTableAsync(
        DatabaseName databaseName,
        TableName name,
        NewTable options,
        CancellationToken cancellationToken
    ) => CreateTableAsync(databaseName, name, options, null, cancellationToken);

    /// <summary>As above; <paramref name="alongside"/> is run in the very transaction, and when it throws nothing is created.</summary>
    public Task<CreateTableResult> CreateTableAsync(
        DatabaseName databaseName,
        TableName name,
        NewTable options,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                var (result, _) = await CatalogStore.TableCreateAsync(tx, databaseName, name, options);
                if (result == CreateTableResult.Created && alongside is not null)
                    await alongside(tx);
                return result;
            },
            cancellationToken
        );

    public Task<DeleteTableResult> DeleteTableAsync(DatabaseName databaseName, TableName name, CancellationToken cancellationToken) =>
        DeleteTableAsync(databaseName, name, null, cancellationToken);

    /// <summary>As above; <paramref name="alongside"/> is run in the very transaction, and when it throws nothing is deleted.</summary>
    public Task<DeleteTableResult> DeleteTableAsync(
        DatabaseName databaseName,
        TableName name,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                if (await CatalogStore.TableFindAsync(tx, databaseName, name) is not { } table)
                    return await DatabaseExistsAsync(tx, databaseName)
                        ? DeleteTableResult.TableNotFound
                        : DeleteTableResult.DatabaseNotFound;
                if (table.DeleteProtected)
                    return DeleteTableResult.Protected;
                await CatalogStore.TableDropAsync(tx, table.Id);
                if (alongside is not null)
                    await alongside(tx);
                return DeleteTableResult.Deleted;
            },
            cancellationToken
        );

    /// <summary>Gives a table another name; with <paramref name="overwrite"/> a table that has the name is dropped.</summary>
    public Task<RenameTableResult> RenameTableAsync(
        DatabaseName databaseName,
        TableName from,
        TableName to,
        bool overwrite,
        CancellationToken cancellationToken
    ) => RenameTableAsync(databaseName, from, to, overwrite, null, cancellationToken);

    /// <summary>As above; <paramref name="alongside"/> is run in the very transaction, and when it throws nothing is renamed.</summary>
    public Task<RenameTableResult> RenameTableAsync(
        DatabaseName databaseName,
        TableName from,
        TableName to,
        bool overwrite,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                if (await CatalogStore.TableFindAsync(tx, databaseName, from) is not { } table)
                    return await DatabaseExistsAsync(tx, databaseName)
                        ? RenameTableResult.TableNotFound
                        : RenameTableResult.DatabaseNotFound;
                if (from == to)
                    return RenameTableResult.Renamed;
                if (await CatalogStore.TableFindAsync(tx, databaseName, to) is { } target)
                {
                    if (!overwrite)
                        return RenameTableResult.TargetExists;
                    if (target.DeleteProtected)
                        return RenameTableResult.TargetProtected;
                    await CatalogStore.TableDropAsync(tx, target.Id);
                }
                await CatalogStore.TableRenameAsync(tx, table.Id, to);
                if (alongside is not null)
                    await alongside(tx);
                return RenameTableResult.Renamed;
            },
            cancellationToken
        );

    /// <summary>Exchanges the names of two tables.</summary>
    public Task<SwapTablesResult> SwapTablesAsync(
        DatabaseName databaseName,
        TableName first,
        TableName second,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                var one = await CatalogStore.TableFindAsync(tx, databaseName, first);
                var two = await CatalogStore.TableFindAsync(tx, databaseName, second);
                if (one is null || two is null)
                    return await DatabaseExistsAsync(tx, databaseName) ? SwapTablesResult.TableNotFound : SwapTablesResult.DatabaseNotFound;
                if (one.Id != two.Id)
                    await CatalogStore.TableSwapAsync(tx, one, two);
                return SwapTablesResult.Swapped;
            },
            cancellationToken
        );

    public Task<UpdateTableResult> UpdateTableAsync(
        DatabaseName databaseName,
        TableName name,
        TableUpdate update,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                if (await CatalogStore.TableFindAsync(tx, databaseName, name) is not { } table)
                    return await DatabaseExistsAsync(tx, databaseName)
                        ? UpdateTableResult.TableNotFound
                        : UpdateTableResult.DatabaseNotFound;
                if (update.Name is { } newName && newName != name)
                {
                    if (await CatalogStore.TableFindAsync(tx, databaseName, newName) is { } target)
                    {
                        if (!update.Overwrite)
                            return UpdateTableResult.NameTaken;
                        if (target.DeleteProtected)
                            return UpdateTableResult.NameProtected;
                        await CatalogStore.TableDropAsync(tx, target.Id);
                    }
                    await CatalogStore.TableRenameAsync(tx, table.Id, newName);
                }
                if (update.Schema is { } schema)
                    await CatalogStore.SchemaReplaceAsync(tx, table.Id, schema);
                await CatalogStore.TableUpdateAsync(tx, table, update);
                return UpdateTableResult.Updated;
            },
            cancellationToken
        );

    /// <summary>
    /// Declares more columns. Keys that are declared already stay as they are, so a client may list them again (embulk-output-td posts all).
    /// </summary>
    public Task<AppendSchemaResult> AppendSchemaAsync(
        DatabaseName databaseName,
        TableName name,
        IReadOnlyList<SchemaEntry> entries,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async tx =>
            {
                if (await CatalogStore.TableFindAsync(tx, databaseName, name) is not { } table)
                    return new AppendSchemaResult(
                        await DatabaseExistsAsync(tx, databaseName) ? UpdateTableResult.TableNotFound : UpdateTableResult.DatabaseNotFound
                    );
                var present = TableSchema.FromStored(table.Columns);
                var check = present.Append(entries);
                if (check.Schema is not { } schema)
                    return new AppendSchemaResult(UpdateTableResult.Updated, check.Problem);
                await CatalogStore.SchemaExtendAsync(tx, table.Id, schema, present.Entries.Count);
                await CatalogStore.TableTouchAsync(tx, table.Id);
                return new AppendSchemaResult(UpdateTableResult.Updated);
            },
            cancellationToken
        );

    static async Task<bool> DatabaseExistsAsync(ITransaction tx, DatabaseName name) =>
        await CatalogStore.DatabaseFindAsync(tx, name) is not null;
}
