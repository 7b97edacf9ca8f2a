using Coffer.Database;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Imports;

/// <summary>One import into one table: batches become staged files, and at the end one commit registers them with the new columns and the upload's id.</summary>
sealed class ImportRun(
    IDatabase database,
    TableCommits commits,
    BatchWriter writer,
    StagingFolder staging,
    ImportLimits limits,
    Table table
)
{
    readonly List<StagedFile> _files = [];
    readonly List<string> _keys = [];
    readonly Dictionary<string, ValueKind> _kinds = [];
    Dictionary<string, ColumnId>? _ids;

    public long Records { get; private set; }

    /// <summary>Types that the sender has chosen for new columns; other new columns are declared by their values.</summary>
    public IReadOnlyDictionary<string, ColumnType> ChosenTypes { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Writes the batch's rows into a staged file and empties the batch.</summary>
    public async Task FlushAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Rows == 0)
            return;
        foreach (var column in batch.Columns.Where(c => c.Kind != ValueKind.None))
        {
            if (!_kinds.TryGetValue(column.Key, out var known))
                _keys.Add(column.Key);
            _kinds[column.Key] = ValueKinds.Join(known, column.Kind);
        }
        var ids = await ColumnIdsAsync(cancellationToken);
        _files.Add(await Task.Run(() => writer.Write(batch, ids, cancellationToken), cancellationToken));
        Records += batch.Rows;
        batch.Clear();
    }

    /// <summary>Makes everything visible at once; <see cref="CommitOutcome.Repeated"/> when the table has an upload of this id.</summary>
    public async Task<CommitOutcome> CommitAsync(string? uniqueId, string md5, CancellationToken cancellationToken)
    {
        if (_files.Count == 0)
            return CommitOutcome.Committed;
        var files = _files.ToList();
        _files.Clear();
        var result = await commits.CommitAsync(
            table.Id,
            null,
            files,
            async (tx, published, now) =>
            {
                if (
                    uniqueId is not null
                    && !await CommitStore.ImportInsertAsync(tx, table.Id, uniqueId, new LedgerEntry(md5, Records), now)
                )
                    return new CommitResult(CommitOutcome.Repeated, default);
                if (await CommitStore.TableAppendAsync(tx, table.Id, published, now) is not { } version)
                    return new CommitResult(CommitOutcome.TableNotFound, default);
                await DeclareAsync(tx);
                await CommitStore.FilesInsertAsync(tx, table.Id, version, version, published);
                await CommitStore.VersionInsertAsync(tx, table.Id, version, CommitOperation.Append, null, published.Count, 0, now);
                return new CommitResult(CommitOutcome.Committed, version);
            },
            cancellationToken
        );
        return result.Outcome;
    }

    /// <summary>Removes files that were written for nothing.</summary>
    public void Discard()
    {
        _files.ForEach(staging.Discard);
        _files.Clear();
    }

    /// <summary>
    /// The ids of all keys so far. New keys get theirs in a transaction of its own before the file is written, because the file is named by them; a key that is
    /// known and not declared is not seen anywhere, so nothing is lost when the import fails.
    /// </summary>
    async Task<Dictionary<string, ColumnId>> ColumnIdsAsync(CancellationToken cancellationToken)
    {
        _ids ??= await database.ReadAsync(tx => CatalogStore.KnownKeysAsync(tx, table.Id), cancellationToken);
        var missing = _keys.Where(k => !_ids.ContainsKey(k)).ToList();
        if (missing.Count == 0)
            return _ids;
        if (_ids.Count + missing.Count > limits.MaxStoredKeys)
            throw new ImportException(
                ImportError.TooManyColumns,
                $"The import would give the table {_ids.Count + missing.Count} keys; it can store {limits.MaxStoredKeys}"
            );
        _ids = await database.WriteAsync(tx => CatalogStore.ColumnIdsAsync(tx, table.Id, missing), cancellationToken);
        return _ids;
    }

    async Task DeclareAsync(ITransaction tx)
    {
        if (!table.DetectSchema && ChosenTypes.Count == 0)
            return;
        var declared = table.Columns.Select(c => c.Key).ToHashSet();
        if (_keys.All(declared.Contains))
            return;
        // The table may have got columns since the import began.
        var current = (await CatalogStore.TableGetAsync(tx, table.Id))!;
        var wanted = _keys
            .Where(key => TableSchema.IsDeclarable(key) && (current.DetectSchema || ChosenTypes.ContainsKey(key)))
            .Select(key => new SchemaEntry(key, ChosenTypes.GetValueOrDefault(key) ?? _kinds[key].Declared()));
        var schema = TableSchema.FromStored(current.Columns);
        var check = schema.Append(wanted);
        if (check.Schema is not { } extended)
            throw new ImportException(ImportError.TooManyColumns, check.Problem!);
        await CatalogStore.SchemaExtendAsync(tx, table.Id, extended, schema.Entries.Count);
    }
}
