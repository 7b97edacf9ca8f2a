using Coffer.Sql.Catalog;
using Coffer.Storage;
using Coffer.Storage.Catalog;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>
/// The databases and tables for one compilation, read when they are asked for and then kept. The front end asks synchronously; on SQLite the answer is
/// there at once, on PostgreSQL the compiling thread waits for it.
/// </summary>
sealed class CatalogView(TableCatalog catalog, CancellationToken cancellationToken) : ISqlCatalog
{
    readonly Dictionary<(string Schema, string Table), Table?> _tables = [];
    readonly Dictionary<string, bool> _schemas = [];

    public IReadOnlyList<string> Schemas => field ??= [.. Wait(catalog.ListDatabasesAsync(cancellationToken)).Select(d => d.Name.Value)];

    public bool SchemaExists(string schema)
    {
        if (!_schemas.TryGetValue(schema, out var exists))
        {
            exists = DatabaseName.TryParse(schema, out var name) && Wait(catalog.FindDatabaseAsync(name, cancellationToken)) is not null;
            _schemas.Add(schema, exists);
        }
        return exists;
    }

    public IReadOnlyList<SqlTable> Tables(string schema) =>
        DatabaseName.TryParse(schema, out var name) && Wait(catalog.ListTablesAsync(name, cancellationToken)) is { } tables
            ? [.. tables.Select(StorageTypes.ToSql)]
            : [];

    public SqlTable? FindTable(string schema, string table) => Find(schema, table) is { } found ? StorageTypes.ToSql(found) : null;

    /// <summary>The table behind one that the front end was given.</summary>
    public Table Get(SqlTable table) =>
        Find(table.Schema, table.Name) ?? throw new InvalidOperationException($"{table.Schema}.{table.Name} was never looked up.");

    Table? Find(string schema, string table)
    {
        if (!_tables.TryGetValue((schema, table), out var found))
        {
            if (DatabaseName.TryParse(schema, out var databaseName) && TableName.TryParse(table, out var tableName))
                found = Wait(catalog.FindTableAsync(databaseName, tableName, cancellationToken));
            _tables.Add((schema, table), found);
        }
        return found;
    }

    static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
