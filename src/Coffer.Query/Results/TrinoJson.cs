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
public sealed class TrinoJson : IDisposable
{
    readonly ArrayBufferWriter<byte> _buffer = new();
    readonly Utf8Text _text = new();
    readonly Utf8JsonWriter _json;

    public TrinoJson() =>
        _json = new Utf8JsonWriter(
            _buffer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
        );

    /// <summary>One row of a chunk as a JSON array.</summary>
    public string Row(Chunk chunk, IReadOnlyList<SqlType> types, int row)
    {
        _json.WriteStartArray();
        for (var i = 0; i < types.Count; i++)
        {
            Write(types[i], chunk.Column(i), row);
        }

        _json.WriteEndArray();
        return Encoding.UTF8.GetString(Take());
    }

    /// <summary>One value as JSON; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Value(SqlType type, Vector vector, int row)
    {
        Write(type, vector, row);
        return Take();
    }

    public void Dispose() => _json.Dispose();

    ReadOnlySpan<byte> Take()
    {
        _json.Flush();
        var written = _buffer.WrittenSpan;
        _buffer.ResetWrittenCount();
        _json.Reset();
        return written;
    }

    void Write(SqlType type, Vector vector, int row)
    {
        if (vector.IsNull(row))
        {
            _json.WriteNullValue();
            return;
        }

        switch (type.Kind)
        {
            case SqlTypeKind.Boolean:
                _json.WriteBooleanValue(vector.Boolean(row));
                break;
            case SqlTypeKind.Array:
                var elements = vector.Elements;
                var range = vector.Range(row);
                _json.WriteStartArray();
                for (var i = range.Start; i < range.End; i++)
                {
                    Write(type.Element, elements, i);
                }

                _json.WriteEndArray();
                break;
            case SqlTypeKind.Map:
                var keys = vector.Elements.Field(0);
                var values = vector.Elements.Field(1);
                var entries = vector.Range(row);
                _json.WriteStartObject();
                for (var i = entries.Start; i < entries.End; i++)
                {
                    _json.WritePropertyName(MapKey(type.Key, keys, i));
                    Write(type.Value, values, i);
                }

                _json.WriteEndObject();
                break;
            case SqlTypeKind.Row:
                _json.WriteStartArray();
                for (var i = 0; i < type.Fields.Count; i++)
                {
                    Write(type.Fields[i].Type, vector.Field(i), row);
                }

                _json.WriteEndArray();
                break;
            case SqlTypeKind.TinyInt:
            case SqlTypeKind.SmallInt:
            case SqlTypeKind.Integer:
            case SqlTypeKind.BigInt:
                _json.WriteNumberValue(vector.Integer(row));
                break;
            case SqlTypeKind.Double when double.IsFinite(vector.Double(row)):
            case SqlTypeKind.Real when float.IsFinite(vector.Single(row)):
                _json.WriteRawValue(Text(type, vector, row), skipInputValidation: true);
                break;
            default:
                _json.WriteStringValue(Text(type, vector, row));
                break;
        }
    }

    /// <summary>The text of a map's key; a structured key is written as its JSON text.</summary>
    internal static ReadOnlySpan<byte> KeyText(SqlType type, Vector keys, int row, Utf8Text text)
    {
        text.Clear();
        if (type.Kind is SqlTypeKind.Array or SqlTypeKind.Map or SqlTypeKind.Row)
        {
            using var json = new TrinoJson();
            text.Append(json.Value(type, keys, row));
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
