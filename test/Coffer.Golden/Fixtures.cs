using System.Globalization;
using System.Text;
using System.Text.Json;
using Coffer.DuckDb;
using Coffer.Sql.Catalog;
using Coffer.Sql.Emit;
using Coffer.Sql.Functions;
using Coffer.Sql.Types;

namespace Coffer.Golden;

/// <summary>Loads the recorded tables into a DuckDB connection, each value in its physical form.</summary>
static class Fixtures
{
    /// <summary>The catalogue of an area, its tables loaded.</summary>
    public static FixtureCatalog Load(string area, string goldenFolder, Connection connection)
    {
        var folder = Path.Combine(goldenFolder, area);
        switch (area)
        {
            case "trino-queries":
                var queries = new FixtureCatalog(["default", "fx", "fxr", "other_db", "scratch", "information_schema"]);
                LoadRecordedRows(folder, queries, connection);
                return queries;
            case "tpch":
                var tpch = new FixtureCatalog(["tiny"]);
                LoadSeparatedText(folder, tpch, connection);
                return tpch;
            default:
                return new FixtureCatalog([]);
        }
    }

    static void LoadRecordedRows(string folder, FixtureCatalog catalog, Connection connection)
    {
        using var tables = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "fixtures.schema.json")));
        foreach (var (table, description) in Tables(tables, "fx"))
        {
            CreateTable(table, connection);
            var types = table.Columns.Select(column => column.Type).ToList();
            var rows = GoldenFiles.ReadRecords(Path.Combine(folder, description.GetProperty("file").GetString()!)).ToList();
            foreach (var batch in rows.Chunk(200))
            {
                var values = batch.Select(row =>
                    $"({string.Join(", ", row.EnumerateArray().Select((value, i) => Literal(value, types[i])))})"
                );
                connection.Execute($"INSERT INTO {NameOf(table)} VALUES {string.Join(", ", values)}");
            }

            catalog.Add(table);
        }
    }

    static void LoadSeparatedText(string folder, FixtureCatalog catalog, Connection connection)
    {
        using var tables = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "schema.json")));
        foreach (var (table, description) in Tables(tables, "tiny"))
        {
            CreateTable(table, connection);
            var path = Path.Combine(folder, description.GetProperty("file").GetString()!).Replace("'", "''", StringComparison.Ordinal);
            connection.Execute(
                $@"INSERT INTO {NameOf(table)} SELECT * FROM read_csv('{path}', delim = '\t', header = true, nullstr = '\N', quote = '', escape = '', all_varchar = true)"
            );
            catalog.Add(table);
        }
    }

    /// <summary>The quoted name of a table in the bench.</summary>
    public static string NameOf(SqlTable table) => $"\"{table.Schema}\".\"{table.Name}\"";

    public static void CreateTable(SqlTable table, Connection connection)
    {
        connection.Execute($"CREATE SCHEMA IF NOT EXISTS \"{table.Schema}\"");
        var columns = table.Columns.Select(column => $"\"{column.Name}\" {DuckTypes.Of(column.Type)}");
        connection.Execute($"CREATE OR REPLACE TABLE {NameOf(table)} ({string.Join(", ", columns)})");
    }

    static IEnumerable<(SqlTable Table, JsonElement Description)> Tables(JsonDocument schema, string schemaName) =>
        schema
            .RootElement.EnumerateObject()
            .Select(table =>
                (
                    new SqlTable(
                        schemaName,
                        table.Name,
                        [
                            .. table
                                .Value.GetProperty("columns")
                                .EnumerateArray()
                                .Select(column => new SqlTableColumn(
                                    column.GetProperty("name").GetString()!,
                                    SqlType.Parse(column.GetProperty("type").GetString()!)
                                )),
                        ]
                    ),
                    table.Value
                )
            );

    /// <summary>A protocol value as a DuckDB literal of the type's physical form.</summary>
    static string Literal(JsonElement value, SqlType type)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return "NULL";
        }

        return type.Kind switch
        {
            SqlTypeKind.Boolean => value.GetBoolean() ? "true" : "false",
            SqlTypeKind.VarBinary => $"unhex('{Convert.ToHexString(value.GetBytesFromBase64())}')",
            SqlTypeKind.Char => Quote(value.GetString()!.TrimEnd(' ')),
            SqlTypeKind.TimestampWithTimeZone => Zoned(value.GetString()!),
            SqlTypeKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(item => Literal(item, type.Element)))}]",
            SqlTypeKind.Map =>
                $"MAP {{{string.Join(", ", value.EnumerateObject().Select(pair => $"{Quote(pair.Name)}: {Literal(pair.Value, type.Value)}"))}}}",
            SqlTypeKind.Row =>
                $"{{{string.Join(", ", value.EnumerateArray().Select((field, i) => $"'{PhysicalForm.FieldName(i)}': {Literal(field, type.Fields[i].Type)}"))}}}",
            _ =>
                $"CAST({Quote(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText())} AS {DuckTypes.Of(type)})",
        };
    }

    /// <summary>Text such as <c>2024-01-15 10:30:00.000 Asia/Tokyo</c>; the fixtures use offsets and UTC only where the instant is asked.</summary>
    static string Zoned(string text)
    {
        var at = text.LastIndexOf(' ');
        var zone = text[(at + 1)..];
        var local = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.fff").Parse(text[..at]).Value;
        var found =
            NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
            ?? NodaTime.DateTimeZone.ForOffset(NodaTime.Text.OffsetPattern.CreateWithInvariantCulture("+HH:mm").Parse(zone).Value);
        var instant = local.InZoneLeniently(found).ToInstant().ToDateTimeUtc();
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{{'i': CAST('{instant:yyyy-MM-dd HH:mm:ss.ffffff}' AS TIMESTAMP), 'z': {Quote(zone)}}}")
            .ToString();
    }

    static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
