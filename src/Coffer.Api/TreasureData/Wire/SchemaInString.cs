using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coffer.Storage.Catalog;

namespace Coffer.Api.TreasureData.Wire;

/// <summary>
/// A table's columns as a JSON array inside a string: <c>[["key","type"],["key","type","alias"]]</c>. Never null, never with <c>time</c> or
/// <c>v</c>, which td-client-ruby refuses.
/// </summary>
static class SchemaInString
{
    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(IEnumerable<TableColumn> columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                json.WriteStartArray();
                json.WriteStringValue(column.Key);
                json.WriteStringValue(column.Type.ToString());
                if (column.Alias is { } alias)
                {
                    json.WriteStringValue(alias);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what clients send; null with a problem worded for the user when it is not a schema.</summary>
    public static List<SchemaEntry>? Read(string text, out string problem)
    {
        problem = "";
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException malformed)
        {
            problem = "schema is not valid JSON: " + malformed.Message;
            return null;
        }

        using (document)
        {
            var entries = new List<SchemaEntry>();
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                problem = """schema must be a JSON array of columns, as [["name","string"]]""";
                return null;
            }

            foreach (var column in document.RootElement.EnumerateArray())
            {
                if (Entry(column, out problem) is not { } entry)
                {
                    return null;
                }

                entries.Add(entry);
            }

            return entries;
        }
    }

    static SchemaEntry? Entry(JsonElement column, out string problem)
    {
        problem = """each column of schema must be an array of a name, a type and optionally an SQL alias, as ["name","string"]""";
        if (
            column.ValueKind != JsonValueKind.Array
            || column.GetArrayLength() is < 2 or > 4
            || column.EnumerateArray().Take(2).Any(part => part.ValueKind != JsonValueKind.String)
        )
        {
            return null;
        }

        var key = column[0].GetString()!;
        if (!ColumnType.TryParse(column[1].GetString()!, out var type))
        {
            problem =
                $"column '{key}' has the unknown type '{column[1].GetString()}': use int, long, float, double, string, array<T> or map<K,V>";
            return null;
        }

        var alias = column.GetArrayLength() > 2 ? column[2] : default;
        if (alias.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String))
        {
            return null;
        }

        problem = "";
        return new SchemaEntry(
            key,
            type,
            alias.ValueKind == JsonValueKind.String && alias.GetString() is { Length: > 0 } name ? name : null
        );
    }
}
