using Coffer.Database;
using Coffer.Files;
using Coffer.Storage.Catalog;
using Coffer.Storage.Imports;

namespace Coffer.Storage.Commits;

/// <summary>
/// Every change of a table's rows. Files are published first; then one metadata transaction registers them, and that is the moment at which the
/// change happens, whole. A crash before it leaves files that nobody knows, which <see cref="Maintenance.OrphanSweeper"/> removes.
/// </summary>
public sealed class TableCommits(IDatabase database, IFileStore files, StorageOptions options, TimeProvider time)
{
    /// <summary>The channel of <see cref="IDatabase.Wakeups"/> that tells of new versions.</summary>
    public const string Channel = "table-versions";

    /// <summary>Adds rows. The staged files are moved away, or deleted when nothing is committed.</summary>
    public Task<CommitResult> AppendAsync(
        TableId table,
        CommitTag? tag,
        IReadOnlyList<StagedFile> added,
        CancellationToken cancellationToken
    ) => AppendAsync(table, tag, added, null, cancellationToken);

    /// <summary>As above; <paramref name="alongside"/> is run in the very transaction, and when it throws nothing is committed.</summary>
    public Task<CommitResult> AppendAsync(
        TableId table,
        CommitTag? tag,
        IReadOnlyList<StagedFile> added,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    ) =>
        CommitAsync(
            table,
            tag,
            added,
            async (tx, published, now) =>
            {
                if (await CommitStore.TableAppendAsync(tx, table, published, now) is not { } version)
                    return new CommitResult(CommitOutcome.TableNotFound, default);
                await CommitStore.FilesInsertAsync(tx, table, version, version, published);
                await CommitStore.VersionInsertAsync(tx, table, version, CommitOperation.Append, tag, published.Count, 0, now);
                if (alongside is not null)
                    await alongside(tx);
                return new CommitResult(CommitOutcome.Committed, version);
            },
            cancellationToken
        );

    /// <summary>Replaces all rows. A conflict when rows were changed after <paramref name="basedOn"/>; compaction in between is none.</summary>
    public Task<CommitResult> ReplaceAsync(
        TableId table,
        CommitTag? tag,
        TableVersion basedOn,
        IReadOnlyList<StagedFile> added,
        CancellationToken cancellationToken
    ) =>
        CommitAsync(
            table,
            tag,
            added,
            async (tx, published, now) =>
            {
                if (await CommitStore.TableStateAsync(tx, table) is not { } state)
                    return new CommitResult(CommitOutcome.TableNotFound, default);
                if (state.DataVersion.Value > basedOn.Value)
                    return new CommitResult(CommitOutcome.Conflict, state.Version);
                var version = (await CommitStore.TableNextVersionAsync(tx, table))!.Value;
                var removed = await CommitStore.FilesRemoveAllAsync(tx, table, version, now);
                await CommitStore.FilesInsertAsync(tx, table, version, version, published);
                await CommitStore.TableRecountAsync(tx, table, version, now);
                await CommitStore.VersionInsertAsync(tx, table, version, CommitOperation.Replace, tag, published.Count, removed, now);
                return new CommitResult(CommitOutcome.Committed, version);
            },
            cancellationToken
        );

    /// <summary>
    /// Replaces some files by others, as a DELETE does. Files that came in since stay; a conflict when one of <paramref name="removed"/> is no longer
    /// part of the table.
    /// </summary>
    public Task<CommitResult> RewriteAsync(
        TableId table,
        CommitTag? tag,
        IReadOnlyCollection<DataFileId> removed,
        IReadOnlyList<StagedFile> added,
        CancellationToken cancellationToken
    ) => RewriteAsync(table, tag, removed, added, null, cancellationToken);

    /// <summary>As above; <paramref name="alongside"/> is run in the very transaction, and when it throws nothing is committed.</summary>
    public Task<CommitResult> RewriteAsync(
        TableId table,
        CommitTag? tag,
        IReadOnlyCollection<DataFileId> removed,
        IReadOnlyList<StagedFile> added,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    ) => RewriteAsync(table, tag, CommitOperation.Rewrite, null, removed, added, alongside, cancellationToken);

    /// <summary>Replaces files by files with the same rows; no row changes its data version.</summary>
    internal Task<CommitResult> CompactAsync(
        TableId table,
        TableVersion dataVersion,
        IReadOnlyCollection<DataFileId> removed,
        IReadOnlyList<StagedFile> added,
        CancellationToken cancellationToken
    ) => RewriteAsync(table, null, CommitOperation.Compaction, dataVersion, removed, added, null, cancellationToken);

    /// <summary>Removes files whose rows are all past the table's expiry.</summary>
    internal Task<CommitResult> ExpireAsync(TableId table, IReadOnlyCollection<DataFileId> removed, CancellationToken cancellationToken) =>
        RewriteAsync(table, null, CommitOperation.Expiry, null, removed, [], null, cancellationToken);

    /// <summary>
    /// CREATE TABLE AS: the table and its rows appear together. The files are written with <see cref="Scans.FileLayout.ForNewTable"/>.
    /// </summary>
    public Task<CreateTableAsResult> CreateTableAsync(
        DatabaseName databaseName,
        TableName name,
        NewTable table,
        CommitTag tag,
        IReadOnlyList<StagedFile> added,
        CancellationToken cancellationToken
    ) => CreateTableAsync(databaseName, name, table, tag, added, null, cancellationToken);

    /// <summary>As above; <paramref name="alongside"/> is run in the very transaction, and when it throws nothing is created.</summary>
    public async Task<CreateTableAsResult> CreateTableAsync(
        DatabaseName databaseName,
        TableName name,
        NewTable table,
        CommitTag tag,
        IReadOnlyList<StagedFile> added,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    )
    {
        // Paths carry no table id here: it is not known before the transaction, and nothing reads it from them.
        var published = await PublishAsync("new", added, cancellationToken);
        var result = await database.WriteAsync(
            async tx =>
            {
                CheckDeadline(published);
                if (await CatalogStore.TableFindAsync(tx, databaseName, name) is { } existing)
                    return await CommitStore.TagFindAsync(tx, tag, existing.Id) is null
                        ? CreateTableAsResult.AlreadyExists
                        : CreateTableAsResult.Repeated;
                var (created, id) = await CatalogStore.TableCreateAsync(tx, databaseName, name, table);
                if (created != CreateTableResult.Created)
                    return created == CreateTableResult.DatabaseNotFound
                        ? CreateTableAsResult.DatabaseNotFound
                        : CreateTableAsResult.AlreadyExists;
                var now = await tx.NowAsync();
                var version = (await CommitStore.TableAppendAsync(tx, id, published, now))!.Value;
                await CommitStore.FilesInsertAsync(tx, id, version, version, published);
                await CommitStore.VersionInsertAsync(tx, id, version, CommitOperation.Append, tag, published.Count, 0, now);
                await CommitStore.TagInsertAsync(tx, tag, id, version, now);
                if (alongside is not null)
                    await alongside(tx);
                tx.Notify(Channel);
                return CreateTableAsResult.Created;
            },
            cancellationToken
        );
        if (result != CreateTableAsResult.Created)
            await UnpublishAsync(published);
        return result;
    }

    /// <summary>Publishes the staged files and runs <paramref name="register"/> in the transaction that is the commit point.</summary>
    internal async Task<CommitResult> CommitAsync(
        TableId table,
        CommitTag? tag,
        IReadOnlyList<StagedFile> added,
        Func<ITransaction, IReadOnlyList<PublishedFile>, long, Task<CommitResult>> register,
        CancellationToken cancellationToken
    )
    {
        var published = await PublishAsync(table.ToString(), added, cancellationToken);
        CommitResult result;
        try
        {
            result = await database.WriteAsync(RegisterAsync, cancellationToken);
        }
        catch (ImportException)
        {
            // Thrown inside the transaction, so it was undone. After any other exception it is not known whether the database has committed, and the
            // files are left to the sweeper, which asks it.
            await UnpublishAsync(published);
            throw;
        }
        if (result.Outcome != CommitOutcome.Committed)
            await UnpublishAsync(published);
        return result;

        async Task<CommitResult> RegisterAsync(ITransaction tx)
        {
            CheckDeadline(published);
            if (tag is { } known && await CommitStore.TagFindAsync(tx, known, table) is { } made)
                return new CommitResult(CommitOutcome.Repeated, made);
            var now = await tx.NowAsync();
            var committed = await register(tx, published, now);
            if (committed.Outcome != CommitOutcome.Committed)
                return committed;
            if (tag is { } mine)
                await CommitStore.TagInsertAsync(tx, mine, table, committed.Version, now);
            tx.Notify(Channel);
            return committed;
        }
    }

    Task<CommitResult> RewriteAsync(
        TableId table,
        CommitTag? tag,
        CommitOperation operation,
        TableVersion? dataVersion,
        IReadOnlyCollection<DataFileId> removed,
        IReadOnlyList<StagedFile> added,
        Func<ITransaction, Task>? alongside,
        CancellationToken cancellationToken
    ) =>
        CommitAsync(
            table,
            tag,
            added,
            async (tx, published, now) =>
            {
                if (await CommitStore.TableStateAsync(tx, table) is not { } state)
                    return new CommitResult(CommitOutcome.TableNotFound, default);
                var current = (await CommitStore.FilesCurrentIdsAsync(tx, table)).ToHashSet();
                if (!removed.All(current.Contains))
                    return new CommitResult(CommitOutcome.Conflict, state.Version);
                var version = (await CommitStore.TableNextVersionAsync(tx, table))!.Value;
                await CommitStore.FilesRemoveAsync(tx, table, version, removed, now);
                await CommitStore.FilesInsertAsync(tx, table, version, dataVersion ?? version, published);
                await CommitStore.TableRecountAsync(
                    tx,
                    table,
                    dataVersion is null ? version : state.DataVersion,
                    dataVersion is null ? now : null
                );
                await CommitStore.VersionInsertAsync(tx, table, version, operation, tag, published.Count, removed.Count, now);
                if (alongside is not null)
                    await alongside(tx);
                return new CommitResult(CommitOutcome.Committed, version);
            },
            cancellationToken
        );

    async Task<IReadOnlyList<PublishedFile>> PublishAsync(
        string folder,
        IReadOnlyList<StagedFile> added,
        CancellationToken cancellationToken
    )
    {
        var published = new List<PublishedFile>(added.Count);
        foreach (var file in added)
        {
            var path = FilePath.Parse($"tables/{folder}/{Guid.NewGuid():N}.parquet");
            var stored = await files.AdoptAsync(file.LocalPath, path, cancellationToken);
            published.Add(new PublishedFile(path, file.Statistics, stored.PublishedAt));
        }
        return published;
    }

    /// <summary>The other half of the sweeper's promise: what it may soon take for an orphan is not registered any more.</summary>
    void CheckDeadline(IReadOnlyList<PublishedFile> published)
    {
        if (published.Count > 0 && time.GetUtcNow() - published.Min(f => f.PublishedAt) > options.OrphanAge / 2)
            throw new TimeoutException("The commit took so long that its files may be taken for orphans; nothing was committed");
    }

    async Task UnpublishAsync(IReadOnlyList<PublishedFile> published)
    {
        foreach (var file in published)
            await files.DeleteAsync(file.Path, CancellationToken.None);
    }
}
