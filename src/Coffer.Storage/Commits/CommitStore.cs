using Coffer.Database;
using Coffer.Files;

namespace Coffer.Storage.Commits;

/// <summary>The rows of the commit log.</summary>
static class CommitStore
{
    internal static readonly NamedSql Sql = NamedSql.Load(typeof(CommitStore).Assembly, "commits");

    public static async Task<TableVersion?> TagFindAsync(ITransaction tx, CommitTag tag, TableId table) =>
        await tx.QuerySingleAsync(Sql["TagFind"], ReadVersion, ("tag", tag.Value), ("table_id", table.Value));

    public static Task<int> TagInsertAsync(ITransaction tx, CommitTag tag, TableId table, TableVersion version, long now) =>
        tx.ExecuteAsync(Sql["TagInsert"], ("tag", tag.Value), ("table_id", table.Value), ("version", version.Value), ("now", now));

    /// <summary>The new version, with the counts raised; null when the table is gone.</summary>
    public static Task<TableVersion?> TableAppendAsync(ITransaction tx, TableId table, IReadOnlyList<PublishedFile> files, long now) =>
        tx.QuerySingleAsync(
            Sql["TableAppend"],
            ReadVersion,
            ("id", table.Value),
            ("records", files.Sum(f => f.Statistics.Records)),
            ("bytes", files.Sum(f => f.Statistics.Bytes)),
            ("time_max", files.Count == 0 ? null : files.Max(f => f.Statistics.TimeMax)),
            ("now", now)
        );

    public static Task<TableVersion?> TableNextVersionAsync(ITransaction tx, TableId table) =>
        tx.QuerySingleAsync(Sql["TableNextVersion"], ReadVersion, ("id", table.Value));

    /// <summary>Counts the current files again; they are the table's numbers. <paramref name="touched"/>: when rows changed, if they did.</summary>
    public static Task<int> TableRecountAsync(ITransaction tx, TableId table, TableVersion dataVersion, long? touched) =>
        tx.ExecuteAsync(Sql["TableRecount"], ("id", table.Value), ("data_version", dataVersion.Value), ("touched", touched));

    public static async Task<(TableVersion Version, TableVersion DataVersion)?> TableStateAsync(ITransaction tx, TableId table) =>
        await tx.QuerySingleAsync(
            Sql["TableState"],
            row =>
                ((TableVersion Version, TableVersion DataVersion)?)
                    (new TableVersion(row.Long("version")), new TableVersion(row.Long("data_version"))),
            ("id", table.Value)
        );

    public static Task<int> VersionInsertAsync(
        ITransaction tx,
        TableId table,
        TableVersion version,
        CommitOperation operation,
        CommitTag? tag,
        int addedFiles,
        int removedFiles,
        long now
    ) =>
        tx.ExecuteAsync(
            Sql["VersionInsert"],
            ("table_id", table.Value),
            ("version", version.Value),
            ("operation", (long)operation),
            ("tag", tag?.Value),
            ("added_files", (long)addedFiles),
            ("removed_files", (long)removedFiles),
            ("now", now)
        );

    public static async Task FilesInsertAsync(
        ITransaction tx,
        TableId table,
        TableVersion version,
        TableVersion dataVersion,
        IReadOnlyList<PublishedFile> files
    )
    {
        foreach (var file in files)
        {
            await tx.ExecuteAsync(
                Sql["FileInsert"],
                ("table_id", table.Value),
                ("path", file.Path.Value),
                ("records", file.Statistics.Records),
                ("bytes", file.Statistics.Bytes),
                ("time_min", file.Statistics.TimeMin),
                ("time_max", file.Statistics.TimeMax),
                ("columns", FileColumnsText.Write(file.Statistics.Columns)),
                ("version", version.Value),
                ("data_version", dataVersion.Value)
            );
        }
    }

    public static Task<int> FilesRemoveAllAsync(ITransaction tx, TableId table, TableVersion version, long now) =>
        tx.ExecuteAsync(Sql["FileRemoveAll"], ("table_id", table.Value), ("version", version.Value), ("now", now));

    /// <summary>Takes files out of the current version; returns how many of them were in it.</summary>
    public static Task<int> FilesRemoveAsync(
        ITransaction tx,
        TableId table,
        TableVersion version,
        IReadOnlyCollection<DataFileId> files,
        long now
    ) =>
        tx.ExecuteAsync(
            Sql["FileRemove"],
            ("table_id", table.Value),
            ("version", version.Value),
            ("ids", Ids(files.Select(f => f.Value))),
            ("now", now)
        );

    public static Task<int> FilesCopyFromVersionAsync(ITransaction tx, TableId table, TableVersion from, TableVersion version) =>
        tx.ExecuteAsync(Sql["FileCopyFromVersion"], ("table_id", table.Value), ("from", from.Value), ("version", version.Value));

    public static Task<List<DataFile>> FilesCurrentAsync(ITransaction tx, TableId table) =>
        tx.QueryAsync(Sql["FileListCurrent"], ReadFile, ("table_id", table.Value));

    public static Task<List<DataFileId>> FilesCurrentIdsAsync(ITransaction tx, TableId table) =>
        tx.QueryAsync(Sql["FileListCurrentIds"], row => new DataFileId(row.Long("id")), ("table_id", table.Value));

    public static Task<List<DataFile>> FilesAtAsync(ITransaction tx, TableId table, TableVersion version) =>
        tx.QueryAsync(Sql["FileListAt"], ReadFile, ("table_id", table.Value), ("version", version.Value));

    public static Task<List<TableVersionInfo>> VersionsAsync(ITransaction tx, TableId table) =>
        tx.QueryAsync(Sql["VersionList"], ReadInfo, ("table_id", table.Value));

    public static Task<TableVersionInfo?> VersionFindAsync(ITransaction tx, TableId table, TableVersion version) =>
        tx.QuerySingleAsync(Sql["VersionFind"], ReadInfo, ("table_id", table.Value), ("version", version.Value));

    public static async Task<bool> FilePathIsKnownAsync(ITransaction tx, FilePath path) =>
        await tx.QuerySingleAsync(Sql["FilePathIsKnown"], row => (long?)row.Long("id"), ("path", path.Value)) is not null;

    public static Task<List<(long Id, FilePath Path)>> FilesRemovedBeforeAsync(ITransaction tx, long before, int limit) =>
        tx.QueryAsync(Sql["FileListRemovedBefore"], ReadIdAndPath, ("before", before), ("limit", (long)limit));

    public static Task<List<(long Id, FilePath Path)>> FilesOfTableAsync(ITransaction tx, TableId table) =>
        tx.QueryAsync(Sql["FileListOfTable"], ReadIdAndPath, ("table_id", table.Value));

    public static Task<int> FilesDeleteAsync(ITransaction tx, IEnumerable<long> files) =>
        tx.ExecuteAsync(Sql["FileDelete"], ("ids", Ids(files)));

    public static Task<List<(TableId Table, DataFileId File)>> FilesExpiredAsync(ITransaction tx, long nowSeconds) =>
        tx.QueryAsync(
            Sql["FileListExpired"],
            row => (new TableId(row.Long("table_id")), new DataFileId(row.Long("id"))),
            ("now_seconds", nowSeconds)
        );

    /// <summary>The tables with at least so many files below a size, most files first.</summary>
    public static Task<List<TableId>> TablesWithSmallFilesAsync(ITransaction tx, long bytes, int files) =>
        tx.QueryAsync(Sql["FileCountSmall"], row => new TableId(row.Long("table_id")), ("bytes", bytes), ("files", (long)files));

    public static Task<List<TableId>> TablesDroppedBeforeAsync(ITransaction tx, long before) =>
        tx.QueryAsync(Sql["TableListDroppedBefore"], row => new TableId(row.Long("id")), ("before", before));

    public static Task<int> TableDeleteAsync(ITransaction tx, TableId table) => tx.ExecuteAsync(Sql["TableDelete"], ("id", table.Value));

    public static Task<int> DatabasesDeleteDroppedAsync(ITransaction tx, long before) =>
        tx.ExecuteAsync(Sql["DatabaseDeleteDropped"], ("before", before));

    public static Task<int> VersionsDeleteOldAsync(ITransaction tx, long before) =>
        tx.ExecuteAsync(Sql["VersionDeleteOld"], ("before", before));

    public static Task<int> TagsDeleteOldAsync(ITransaction tx, long before) => tx.ExecuteAsync(Sql["TagDeleteOld"], ("before", before));

    public static Task<int> ImportsDeleteOldAsync(ITransaction tx, long before) =>
        tx.ExecuteAsync(Sql["ImportDeleteOld"], ("before", before));

    /// <summary>The upload of this id, if the ledger has it.</summary>
    public static Task<LedgerEntry?> ImportFindAsync(ITransaction tx, TableId table, string uniqueId) =>
        tx.QuerySingleAsync(
            Sql["ImportFind"],
            row => new LedgerEntry(row.String("md5"), row.Long("records")),
            ("table_id", table.Value),
            ("unique_id", uniqueId)
        );

    /// <summary>Writes the upload into the ledger; false when it is there already.</summary>
    public static async Task<bool> ImportInsertAsync(ITransaction tx, TableId table, string uniqueId, LedgerEntry entry, long now) =>
        await tx.ExecuteAsync(
            Sql["ImportInsert"],
            ("table_id", table.Value),
            ("unique_id", uniqueId),
            ("md5", entry.Md5),
            ("records", entry.Records),
            ("now", now)
        ) > 0;

    /// <summary>Numbers as a list parameter.</summary>
    public static string Ids(IEnumerable<long> ids) => string.Join(',', ids);

    static TableVersion? ReadVersion(Row row) => new TableVersion(row.Long("version"));

    static TableVersionInfo ReadInfo(Row row) =>
        new(
            new TableVersion(row.Long("version")),
            (CommitOperation)row.Int("operation"),
            row.StringOrNull("tag"),
            row.Int("added_files"),
            row.Int("removed_files"),
            row.Long("records"),
            row.Long("bytes"),
            UnixMicroseconds.ToTime(row.Long("committed_at"))
        );

    static (long Id, FilePath Path) ReadIdAndPath(Row row) => (row.Long("id"), FilePath.Parse(row.String("path")));

    static DataFile ReadFile(Row row) =>
        new(
            new DataFileId(row.Long("id")),
            FilePath.Parse(row.String("path")),
            new FileStatistics(
                row.Long("records"),
                row.Long("bytes"),
                row.Long("time_min"),
                row.Long("time_max"),
                FileColumnsText.Read(row.String("columns"))
            ),
            new TableVersion(row.Long("data_version"))
        );
}
