using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coffer.DuckDb;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Query.Results;

/// <summary>
/// Values as the <c>data</c> of Trino's statement protocol has them (golden/trino, golden/trino-protocol): numbers and booleans as such,
/// NaN and infinities as text, arrays and rows as arrays, maps as objects whose keys are text, varbinary in base64, all else as text.
/// </summary>
public sealed class TrinoJson
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly ArrayBufferWriter<byte> _buffer = new();
    readonly Utf8Text _text = new();

    /// <summary>One row of a chunk as a JSON array.</summary>
    public string Row(Chunk chunk, IReadOnlyList<SqlType> types, int row)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartArray();
            for (var i = 0; i < types.Count; i++)
            {
                Write(json, types[i], chunk.Column(i), row);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    /// <summary>One value as JSON; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Value(SqlType type, Vector vector, int row)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            Write(json, type, vector, row);
        }

        return _buffer.WrittenSpan;
    }

    void Write(Utf8JsonWriter json, SqlType type, Vector vector, int row)
    {
        if (vector.IsNull(row))
        {
            json.WriteNullValue();
            return;
        }

        switch (type.Kind)
        {
            case SqlTypeKind.Boolean:
                json.WriteBooleanValue(vector.Boolean(row));
                break;
            case SqlTypeKind.Array:
                var elements = vector.Elements;
                var range = vector.Range(row);
                json.WriteStartArray();
                for (var i = range.Start; i < range.End; i++)
                {
                    Write(json, type.Element, elements, i);
                }

                json.WriteEndArray();
                break;
            case SqlTypeKind.Map:
                var keys = vector.Elements.Field(0);
                var values = vector.Elements.Field(1);
                var entries = vector.Range(row);
                json.WriteStartObject();
                for (var i = entries.Start; i < entries.End; i++)
                {
                    json.WritePropertyName(MapKey(type.Key, keys, i));
                    Write(json, type.Value, values, i);
                }

                json.WriteEndObject();
                break;
            case SqlTypeKind.Row:
                json.WriteStartArray();
                for (var i = 0; i < type.Fields.Count; i++)
                {
                    Write(json, type.Fields[i].Type, vector.Field(i), row);
                }

                json.WriteEndArray();
                break;
            case SqlTypeKind.TinyInt:
            case SqlTypeKind.SmallInt:
            case SqlTypeKind.Integer:
            case SqlTypeKind.BigInt:
                json.WriteNumberValue(vector.Integer(row));
                break;
            case SqlTypeKind.Double when double.IsFinite(vector.Double(row)):
            case SqlTypeKind.Real when float.IsFinite(vector.Single(row)):
                json.WriteRawValue(Text(type, vector, row), skipInputValidation: true);
                break;
            default:
                json.WriteStringValue(Text(type, vector, row));
                break;
        }
    }

    /// <summary>The text of a map's key; a structured key is written as its JSON text.</summary>
    internal static ReadOnlySpan<byte> KeyText(SqlType type, Vector keys, int row, Utf8Text text)
    {
        text.Clear();
        if (type.Kind is SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row)
        {
            text.Append(new TrinoJson().Value(type, keys, row));
        }
        else
        {
            ScalarText.Append(type, keys, row, text);
        }

        return text.Span;
    }

    ReadOnlySpan<byte> MapKey(SqlType type, Vector keys, int row) => KeyText(type, keys, row, _text);

    ReadOnlySpan<byte> Text(SqlType type, Vector vector, int row)
    {
        _text.Clear();
        ScalarText.Append(type, vector, row, _text);
        return _text.Span;
    }
}
