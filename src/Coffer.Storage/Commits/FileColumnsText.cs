using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Coffer.Storage.Commits;

/// <summary>The column statistics of a file as one text in its row: <c>[[id,"type",nulls,bytes,"min","max"],…]</c>, bounds may be null.</summary>
static class FileColumnsText
{
    public static string Write(IReadOnlyList<ColumnStatistics> columns)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                json.WriteStartArray();
                json.WriteNumberValue(column.Column.Value);
                json.WriteStringValue(column.PhysicalType);
                json.WriteNumberValue(column.Nulls);
                json.WriteNumberValue(column.Bytes);
                WriteBound(json, column.Min);
                WriteBound(json, column.Max);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static List<ColumnStatistics> Read(string text)
    {
        var columns = new List<ColumnStatistics>();
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            var id = new ColumnId((int)Number(ref json));
            json.Read();
            var type = string.Intern(json.GetString()!);
            var nulls = Number(ref json);
            var bytes = Number(ref json);
            json.Read();
            var min = json.GetString();
            json.Read();
            var max = json.GetString();
            json.Read();
            columns.Add(new ColumnStatistics(id, type, nulls, bytes, min, max));
        }
        return columns;
    }

    static void WriteBound(Utf8JsonWriter json, string? bound)
    {
        if (bound is null)
            json.WriteNullValue();
        else
            json.WriteStringValue(bound);
    }

    static long Number(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetInt64();
    }
}
