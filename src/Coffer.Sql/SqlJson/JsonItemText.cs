using System.Globalization;
using System.Text;
using System.Text.Json;
using Coffer.Sql.Values;

namespace Coffer.Sql.SqlJson;

/// <summary>JSON text to items and back.</summary>
public static class JsonItemText
{
    const int MaxDepth = 1000;

    /// <summary>Reads one JSON value; false when the text is not JSON. An empty text is <see cref="JsonItem.Missing"/>, as in Trino (recorded).</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out JsonItem item)
    {
        item = JsonItem.Missing;
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            return true;
        }
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            item = Read(ref reader);
            return !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half of a surrogate pair.
            return false;
        }
    }

    static JsonItem Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
            case JsonTokenType.False:
                return JsonItem.Of(reader.GetBoolean());
            case JsonTokenType.String:
                return JsonItem.Of(reader.GetString()!);
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.StartArray:
                var elements = new List<JsonItem>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(Read(ref reader));
                }
                return JsonItem.Array(elements);
            case JsonTokenType.StartObject:
                var members = new List<KeyValuePair<string, JsonItem>>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members.Add(new(name, Read(ref reader)));
                }
                return JsonItem.Object(members);
            default:
                return JsonItem.Null;
        }
    }

    static JsonItem ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var integer))
        {
            return JsonItem.Of(integer);
        }
        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        return text.AsSpan().ContainsAny('.', 'e', 'E')
            ? JsonItem.Of(double.Parse(text, CultureInfo.InvariantCulture))
            : JsonItem.BigInteger(text);
    }

    /// <summary>Writes an item as Jackson writes it: no blanks, doubles as Java prints them.</summary>
    public static void Write(JsonItem item, Utf8Text to)
    {
        switch (item.Kind)
        {
            case JsonItemKind.Null:
                to.Append("null"u8);
                break;
            case JsonItemKind.Missing:
                break;
            case JsonItemKind.Boolean:
                to.Append(item.Boolean ? "true"u8 : "false"u8);
                break;
            case JsonItemKind.Integer:
                to.Append(item.Integer);
                break;
            case JsonItemKind.BigInteger:
                to.Append(item.Text);
                break;
            case JsonItemKind.Double:
                TrinoText.JavaDouble(item.Double, to);
                break;
            case JsonItemKind.String:
                WriteString(item.Text, to);
                break;
            case JsonItemKind.Array:
                to.Append('[');
                for (var i = 0; i < item.Elements.Count; i++)
                {
                    if (i > 0)
                    {
                        to.Append(',');
                    }
                    Write(item.Elements[i], to);
                }
                to.Append(']');
                break;
            case JsonItemKind.Object:
                to.Append('{');
                for (var i = 0; i < item.Members.Count; i++)
                {
                    if (i > 0)
                    {
                        to.Append(',');
                    }
                    WriteString(item.Members[i].Key, to);
                    to.Append(':');
                    Write(item.Members[i].Value, to);
                }
                to.Append('}');
                break;
        }
    }

    static void WriteString(string text, Utf8Text to)
    {
        to.Append('"');
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= ' ' && c != '"' && c != '\\')
            {
                continue;
            }
            to.Append(text.AsSpan(plain, i - plain));
            to.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => $"\\u{(int)c:X4}",
                }
            );
            plain = i + 1;
        }
        to.Append(text.AsSpan(plain));
        to.Append('"');
    }
}
