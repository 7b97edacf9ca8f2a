using Coffer.Database;

namespace Coffer.Storage.Catalog;

/// <summary>The rows of databases, tables and columns.</summary>
static class CatalogStore
{
    static readonly NamedSql Sql = NamedSql.Load(typeof(CatalogStore).Assembly, "catalog");

    public static Task<List<DatabaseInfo>> DatabaseListAsync(ITransaction tx) => tx.QueryAsync(Sql["DatabaseList"], ReadDatabase);

    public static Task<DatabaseInfo?> DatabaseFindAsync(ITransaction tx, DatabaseName name) =>
        tx.QuerySingleAsync(Sql["DatabaseFind"], ReadDatabase, ("name", name.Value));

    public static async Task<DatabaseId?> DatabaseInsertAsync(ITransaction tx, DatabaseName name) =>
        await tx.QuerySingleAsync(
            Sql["DatabaseInsert"],
            row => (DatabaseId?)new DatabaseId(row.Long("id")),
            ("name", name.Value),
            ("now", await tx.NowAsync())
        );

    public static async Task DatabaseDropAsync(ITransaction tx, DatabaseId id)
    {
        var now = await tx.NowAsync();
        await tx.ExecuteAsync(Sql["TableDropAll"], ("database_id", id.Value), ("now", now));
        await tx.ExecuteAsync(Sql["DatabaseDrop"], ("id", id.Value), ("now", now));
    }

    public static async Task<bool> DatabaseProtectAsync(ITransaction tx, DatabaseName name, bool deleteProtected) =>
        await tx.ExecuteAsync(
            Sql["DatabaseProtect"],
            ("name", name.Value),
            ("delete_protected", deleteProtected),
            ("now", await tx.NowAsync())
        ) > 0;

    public static async Task<List<Table>> TableListAsync(ITransaction tx, DatabaseName databaseName)
    {
        var columns = await tx.QueryAsync(
            Sql["ColumnListOfDatabase"],
            row => (Table: row.Long("table_id"), Column: ReadColumn(row)),
            ("database", databaseName.Value)
        );
        var byTable = columns.ToLookup(c => c.Table, c => c.Column);
        return await tx.QueryAsync(
            Sql["TableList"],
            row => ReadTable(row) with { Columns = [.. byTable[row.Long("id")]] },
            ("database", databaseName.Value)
        );
    }

    public static Task<Table?> TableFindAsync(ITransaction tx, DatabaseName databaseName, TableName name) =>
        WithColumnsAsync(tx, tx.QuerySingleAsync(Sql["TableFind"], ReadTable, ("database", databaseName.Value), ("name", name.Value)));

    public static Task<Table?> TableGetAsync(ITransaction tx, TableId id) =>
        WithColumnsAsync(tx, tx.QuerySingleAsync(Sql["TableGet"], ReadTable, ("id", id.Value)));

    public static async Task<(CreateTableResult Result, TableId Id)> TableCreateAsync(
        ITransaction tx,
        DatabaseName databaseName,
        TableName name,
        NewTable options
    )
    {
        if (await DatabaseFindAsync(tx, databaseName) is not { } owner)
            return (CreateTableResult.DatabaseNotFound, default);
        var id = await tx.QuerySingleAsync(
            Sql["TableInsert"],
            row => (TableId?)new TableId(row.Long("id")),
            ("database_id", owner.Id.Value),
            ("name", name.Value),
            ("expire_days", options.ExpireDays is > 0 ? (long)options.ExpireDays : null),
            ("include_v", options.IncludeV),
            ("detect_schema", options.DetectSchema),
            ("description", options.Description),
            ("now", await tx.NowAsync())
        );
        if (id is not { } created)
            return (CreateTableResult.AlreadyExists, default);
        await SchemaReplaceAsync(tx, created, options.Schema);
        return (CreateTableResult.Created, created);
    }

    public static async Task TableDropAsync(ITransaction tx, TableId id) =>
        await tx.ExecuteAsync(Sql["TableDrop"], ("id", id.Value), ("now", await tx.NowAsync()));

    public static async Task TableRenameAsync(ITransaction tx, TableId id, TableName name) =>
        await tx.ExecuteAsync(Sql["TableRename"], ("id", id.Value), ("name", name.Value), ("now", await tx.NowAsync()));

    public static async Task TableSwapAsync(ITransaction tx, Table one, Table two)
    {
        var now = await tx.NowAsync();
        // A name that no user can give makes room: the unique index looks at every statement.
        await tx.ExecuteAsync(Sql["TableRename"], ("id", one.Id.Value), ("name", $"-swap-{one.Id}"), ("now", now));
        await tx.ExecuteAsync(Sql["TableRename"], ("id", two.Id.Value), ("name", one.Name.Value), ("now", now));
        await tx.ExecuteAsync(Sql["TableRename"], ("id", one.Id.Value), ("name", two.Name.Value), ("now", now));
    }

    public static async Task TableUpdateAsync(ITransaction tx, Table table, TableUpdate update)
    {
        var expireDays = update.ExpireDays ?? table.ExpireDays;
        await tx.ExecuteAsync(
            Sql["TableUpdate"],
            ("id", table.Id.Value),
            ("expire_days", expireDays is > 0 ? (long)expireDays : null),
            ("include_v", update.IncludeV ?? table.IncludeV),
            ("detect_schema", update.DetectSchema ?? table.DetectSchema),
            ("description", update.Description ?? table.Description),
            ("delete_protected", update.DeleteProtected ?? table.DeleteProtected),
            ("now", await tx.NowAsync())
        );
    }

    public static async Task TableTouchAsync(ITransaction tx, TableId id) =>
        await tx.ExecuteAsync(Sql["TableTouch"], ("id", id.Value), ("now", await tx.NowAsync()));

    /// <summary>Declares exactly the schema's columns; keys that were ever stored keep their ids.</summary>
    public static async Task SchemaReplaceAsync(ITransaction tx, TableId id, TableSchema schema)
    {
        await tx.ExecuteAsync(Sql["ColumnUndeclareAll"], ("table_id", id.Value));
        await SchemaExtendAsync(tx, id, schema, 0);
    }

    /// <summary>Declares the schema's columns from the position on; those before it are declared already.</summary>
    public static async Task SchemaExtendAsync(ITransaction tx, TableId id, TableSchema schema, int from)
    {
        if (schema.Entries.Count == from)
            return;
        var ids = await ColumnIdsAsync(tx, id, [.. schema.Entries.Skip(from).Select(e => e.Key)]);
        foreach (var (position, entry) in schema.Entries.Index().Skip(from))
        {
            await tx.ExecuteAsync(
                Sql["ColumnDeclare"],
                ("table_id", id.Value),
                ("column_id", (long)ids[entry.Key].Value),
                ("position", (long)position),
                ("type", entry.Type.ToString()),
                ("alias", entry.Alias)
            );
        }
    }

    /// <summary>The ids of the keys; a key that the table never had gets its id now.</summary>
    public static async Task<Dictionary<string, ColumnId>> ColumnIdsAsync(ITransaction tx, TableId id, IReadOnlyCollection<string> keys)
    {
        var known = await KnownKeysAsync(tx, id);
        var missing = keys.Where(k => !known.ContainsKey(k)).Distinct().ToList();
        if (missing.Count == 0)
            return known;
        var next = await tx.QuerySingleAsync(
            Sql["ColumnIdsReserve"],
            row => (int?)row.Int("next_column_id"),
            ("table_id", id.Value),
            ("count", (long)missing.Count)
        );
        if (next is not { } end)
            throw new InvalidOperationException($"Table {id} is gone");
        foreach (var (index, key) in missing.Index())
        {
            var column = new ColumnId(end - missing.Count + index);
            await tx.ExecuteAsync(Sql["ColumnInsert"], ("table_id", id.Value), ("column_id", (long)column.Value), ("key", key));
            known.Add(key, column);
        }
        return known;
    }

    /// <summary>Every key that the table ever stored or declared.</summary>
    public static async Task<Dictionary<string, ColumnId>> KnownKeysAsync(ITransaction tx, TableId id)
    {
        var rows = await tx.QueryAsync(
            Sql["ColumnList"],
            row => (Key: row.String("key"), Id: new ColumnId(row.Int("column_id"))),
            ("table_id", id.Value)
        );
        return rows.ToDictionary(r => r.Key, r => r.Id);
    }

    static async Task<Table?> WithColumnsAsync(ITransaction tx, Task<Table?> read)
    {
        if (await read is not { } table)
            return null;
        var columns = await tx.QueryAsync(
            Sql["ColumnList"],
            row => row.IsNull("position") ? null : ReadColumn(row),
            ("table_id", table.Id.Value)
        );
        return table with { Columns = [.. columns.OfType<TableColumn>()] };
    }

    static DatabaseInfo ReadDatabase(Row row) =>
        new(
            new DatabaseId(row.Long("id")),
            DatabaseName.Parse(row.String("name")),
            row.Long("records"),
            row.Bool("delete_protected"),
            UnixMicroseconds.ToTime(row.Long("created_at")),
            UnixMicroseconds.ToTime(row.Long("updated_at"))
        );

    static TableColumn ReadColumn(Row row) =>
        new(new ColumnId(row.Int("column_id")), row.String("key"), ColumnType.Parse(row.String("type")), row.StringOrNull("alias"));

    static Table ReadTable(Row row) =>
        new()
        {
            Id = new TableId(row.Long("id")),
            DatabaseId = new DatabaseId(row.Long("database_id")),
            Database = DatabaseName.Parse(row.String("database_name")),
            Name = TableName.Parse(row.String("name")),
            Columns = [],
            Version = new TableVersion(row.Long("version")),
            Records = row.Long("records"),
            Bytes = row.Long("bytes"),
            DeleteProtected = row.Bool("delete_protected"),
            ExpireDays = row.IntOrNull("expire_days"),
            IncludeV = row.Bool("include_v"),
            DetectSchema = row.Bool("detect_schema"),
            Description = row.StringOrNull("description"),
            CreatedAt = UnixMicroseconds.ToTime(row.Long("created_at")),
            UpdatedAt = UnixMicroseconds.ToTime(row.Long("updated_at")),
            CounterUpdatedAt = row.LongOrNull("counter_updated_at") is { } updated ? UnixMicroseconds.ToTime(updated) : null,
            LastLogTimestamp = row.LongOrNull("last_log_timestamp"),
        };
}
