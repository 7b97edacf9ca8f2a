using System.Text.Json;
using Coffer.Database.Migrations;
using Microsoft.Extensions.Logging;

namespace Coffer.Database.Backup;

/// <summary>
/// Restores what <see cref="DatabaseDump"/> wrote into an empty database: brings it to the dump's own schema version, inserts everything in one transaction,
/// and then migrates on to this build's schema.
/// </summary>
public sealed class DatabaseRestore(IDatabase database, ILogger<Migrator> logger)
{
    static readonly SqlText SetLastId = new(
        "RestoreLastId",
        "UPDATE sqlite_sequence SET seq = max(seq, @last) WHERE name = @table_name",
        "SELECT setval(pg_get_serial_sequence(@table_name, 'id'), @last)"
    );

    // A table whose rows are all gone has no line in sqlite_sequence yet.
    static readonly SqlText AddLastId = new(
        "RestoreAddLastId",
        "INSERT INTO sqlite_sequence (name, seq) SELECT @table_name, @last WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = @table_name)",
        "SELECT 1"
    );

    /// <summary>Reads the whole of <paramref name="dump"/>, which must be seekable: a conflict makes it start again.</summary>
    /// <returns>The number of rows restored.</returns>
    /// <exception cref="DumpException">The database is not empty, or the dump is cut off or newer than this build.</exception>
    public async Task<long> ReadAsync(Stream dump, CancellationToken cancellationToken)
    {
        await PrepareAsync(dump, cancellationToken);
        var rows = await database.WriteAsync(tx => InsertAsync(tx, dump), cancellationToken);
        await new Migrator(database, logger).MigrateAsync(cancellationToken);
        return rows;
    }

    async Task PrepareAsync(Stream dump, CancellationToken cancellationToken)
    {
        dump.Position = 0;
        using var reader = new StreamReader(dump, leaveOpen: true);
        if (await reader.ReadLineAsync(cancellationToken) is not { } line)
            throw new DumpException("The dump is empty.");
        using var header = ParseLine(line);
        if (!header.RootElement.TryGetProperty("coffer_dump", out var format) || format.GetInt32() != DatabaseDump.Format)
            throw new DumpException("This is not a dump that this build of Coffer can read.");
        var version = header.RootElement.GetProperty("schema_version").GetInt32();
        var migrations = Migration.Embedded(database.Kind);
        if (version > migrations[^1].Version)
            throw new DumpException($"The dump has schema version {version}, this build of Coffer knows up to {migrations[^1].Version}.");
        var before = await new Migrator(database, migrations, logger).CheckAsync(cancellationToken);
        if (before.Current != 0)
            throw new DumpException("The database to restore into is not empty.");
        await new Migrator(database, [.. migrations.Where(m => m.Version <= version)], logger).MigrateAsync(cancellationToken);
    }

    static async Task<long> InsertAsync(ITransaction transaction, Stream dump)
    {
        var tables = (await DumpTables.ReadAsync(transaction)).ToDictionary(t => t.Name);
        dump.Position = 0;
        using var reader = new StreamReader(dump, leaveOpen: true);
        await reader.ReadLineAsync();
        DumpTable? table = null;
        var rows = 0L;
        while (await reader.ReadLineAsync() is { } line)
        {
            using var json = ParseLine(line);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
            {
                var owner = table ?? throw new DumpException("The dump is damaged: it has rows before their table.");
                await transaction.ExecuteAsync(owner.Insert, Parameters(owner, root));
                rows++;
            }
            else if (root.TryGetProperty("table", out var name))
            {
                table = Named(tables, name.GetString()!, root.GetProperty("columns"));
            }
            else if (root.TryGetProperty("last_id_of", out var lastIdOf))
            {
                (string, object?)[] last = [("table_name", lastIdOf.GetString()), ("last", root.GetProperty("value").GetInt64())];
                await transaction.ExecuteAsync(SetLastId, last);
                if (transaction.Kind == DatabaseKind.Sqlite)
                    await transaction.ExecuteAsync(AddLastId, last);
            }
            else
            {
                return rows;
            }
        }
        throw new DumpException("The dump is cut off: its last line is missing. Nothing was restored.");
    }

    static DumpTable Named(Dictionary<string, DumpTable> tables, string name, JsonElement columns)
    {
        if (!tables.TryGetValue(name, out var table))
            throw new DumpException($"The dump has a table '{name}' that its schema version does not have.");
        var types = table.Columns.ToDictionary(c => c.Name, c => c.Type);
        return new DumpTable(name, [.. columns.EnumerateArray().Select(c => new DumpColumn(c.GetString()!, types[c.GetString()!]))]);
    }

    static (string Name, object? Value)[] Parameters(DumpTable table, JsonElement row) =>
        [.. row.EnumerateArray().Select((value, i) => ($"p{i}", Value(value, table.Columns[i].Type)))];

    static object? Value(JsonElement value, string type) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number when type == "boolean" => value.GetInt64() != 0,
            JsonValueKind.Number when type is "real" or "double precision" => value.GetDouble(),
            JsonValueKind.Number => value.GetInt64(),
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => value.GetProperty("base64").GetBytesFromBase64(),
            _ => throw new DumpException($"A value of kind {value.ValueKind} has no place in a dump."),
        };

    static JsonDocument ParseLine(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw new DumpException("The dump is damaged: a line of it is not JSON. Nothing was restored.");
        }
    }
}
