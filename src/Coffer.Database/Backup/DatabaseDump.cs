using System.Text.Json;
using Coffer.Database.Migrations;

namespace Coffer.Database.Backup;

/// <summary>
/// Writes the whole metadata database, at one moment, as lines of JSON that do not depend on the kind of database: a header with the schema's version, then
/// for each table its name and columns, its rows as arrays, and at the end the next ids. Bytes are written as <c>{"base64": …}</c>. A dump of SQLite restores
/// into PostgreSQL and the other way round.
/// </summary>
public static class DatabaseDump
{
    internal const int Format = 1;

    internal static readonly SqlText NextIds = new(
        "DumpNextIds",
        "SELECT name AS table_name, seq AS last FROM sqlite_sequence ORDER BY name",
        """
        SELECT c.table_name::text AS table_name,
            pg_sequence_last_value(pg_get_serial_sequence(quote_ident(c.table_name), c.column_name)::regclass) AS last
        FROM information_schema.columns c WHERE c.table_schema = current_schema() AND c.is_identity = 'YES' ORDER BY c.table_name
        """
    );

    /// <summary>Writes to <paramref name="output"/>; the database may be used meanwhile.</summary>
    /// <exception cref="SchemaMismatchException">The database is not at the schema of this build.</exception>
    public static async Task WriteAsync(IDatabase database, Stream output, CancellationToken cancellationToken)
    {
        var migrations = Migration.Embedded(database.Kind);
        await database.ReadAsync(
            async tx =>
            {
                var version = (await Migrator.HistoryAsync(tx)).Max(m => (int?)m.Version) ?? 0;
                if (version != migrations[^1].Version)
                    throw new SchemaMismatchException(
                        $"The metadata database has schema version {version}, this build of Coffer {migrations[^1].Version}: migrate it first."
                    );
                Line(output, json => Header(json, version));
                foreach (var table in await DumpTables.ReadAsync(tx))
                {
                    Line(output, json => TableStart(json, table));
                    await tx.EachAsync(table.SelectAll, row => Line(output, json => Values(json, table, row)));
                }
                var nextIds = await tx.QueryAsync(NextIds, row => (Table: row.String("table_name"), Last: row.LongOrNull("last")));
                foreach (var (table, last) in nextIds.Where(n => n.Last is not null))
                    Line(output, json => NextId(json, table, last!.Value));
                Line(output, End);
                return true;
            },
            cancellationToken
        );
    }

    static void Header(Utf8JsonWriter json, int version)
    {
        json.WriteStartObject();
        json.WriteNumber("coffer_dump", Format);
        json.WriteNumber("schema_version", version);
        json.WriteEndObject();
    }

    static void TableStart(Utf8JsonWriter json, DumpTable table)
    {
        json.WriteStartObject();
        json.WriteString("table", table.Name);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
            json.WriteStringValue(column.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Values(Utf8JsonWriter json, DumpTable table, Row row)
    {
        json.WriteStartArray();
        foreach (var column in table.Columns)
            Value(json, row.Value(column.Name));
        json.WriteEndArray();
    }

    static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteNumberValue(truth ? 1 : 0);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case byte[] bytes:
                json.WriteStartObject();
                json.WriteBase64String("base64", bytes);
                json.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"A column of type {value.GetType().Name} has no place in a dump.");
        }
    }

    static void NextId(Utf8JsonWriter json, string table, long last)
    {
        json.WriteStartObject();
        json.WriteString("last_id_of", table);
        json.WriteNumber("value", last);
        json.WriteEndObject();
    }

    static void End(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("end", true);
        json.WriteEndObject();
    }

    static void Line(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output))
            write(json);
        output.WriteByte((byte)'\n');
    }
}
