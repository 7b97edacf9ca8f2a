using Coffer.DuckDb;
using Coffer.Sql.Types;
using Coffer.Sql.Values;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>
/// Writes the values of one column as MessagePack. The mapping is the product's choice (reference/td-api.md 8.7): integers, real, double,
/// boolean and varchar as such, arrays as arrays, maps as maps whose keys are text (strict readers such as python's msgpack refuse other
/// keys), rows as the JSON text of Trino's protocol, varbinary as base64 text, all else as Trino's text.
/// </summary>
abstract class CellEncoder
{
    internal static CellEncoder For(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.Boolean => new BooleanEncoder(),
            SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.BigInt => new IntegerEncoder(),
            SqlTypeKind.Real => new RealEncoder(),
            SqlTypeKind.Double => new DoubleEncoder(),
            SqlTypeKind.VarChar or SqlTypeKind.Json or SqlTypeKind.IpAddress => new Utf8Encoder(),
            SqlTypeKind.Array => new ArrayEncoder(type),
            SqlTypeKind.Map => new MapEncoder(type),
            SqlTypeKind.Row => new RowEncoder(type),
            _ => new TextEncoder(type),
        };

    protected Vector Vector { get; private set; }

    /// <summary>The vector whose rows are written next.</summary>
    internal void Bind(Vector vector)
    {
        Vector = vector;
        Bound();
    }

    internal void Write(ref MessagePackWriter writer, int row)
    {
        if (Vector.IsNull(row))
        {
            writer.WriteNil();
        }
        else
        {
            WriteValue(ref writer, row);
        }
    }

    protected virtual void Bound() { }

    protected abstract void WriteValue(ref MessagePackWriter writer, int row);

    sealed class BooleanEncoder : CellEncoder
    {
        protected override void WriteValue(ref MessagePackWriter writer, int row) => writer.Write(Vector.Boolean(row));
    }

    sealed class IntegerEncoder : CellEncoder
    {
        protected override void WriteValue(ref MessagePackWriter writer, int row) => writer.Write(Vector.Integer(row));
    }

    sealed class RealEncoder : CellEncoder
    {
        protected override void WriteValue(ref MessagePackWriter writer, int row) => writer.Write(Vector.Single(row));
    }

    sealed class DoubleEncoder : CellEncoder
    {
        protected override void WriteValue(ref MessagePackWriter writer, int row) => writer.Write(Vector.Double(row));
    }

    sealed class Utf8Encoder : CellEncoder
    {
        protected override void WriteValue(ref MessagePackWriter writer, int row) => writer.WriteString(Vector.Utf8(row));
    }

    sealed class TextEncoder(SqlType type) : CellEncoder
    {
        readonly Utf8Text _text = new();

        protected override void WriteValue(ref MessagePackWriter writer, int row)
        {
            _text.Clear();
            ScalarText.Append(type, Vector, row, _text);
            writer.WriteString(_text.Span);
        }
    }

    sealed class ArrayEncoder(SqlType type) : CellEncoder
    {
        readonly CellEncoder _element = For(type.Element);

        protected override void Bound() => _element.Bind(Vector.Elements);

        protected override void WriteValue(ref MessagePackWriter writer, int row)
        {
            var range = Vector.Range(row);
            writer.WriteArrayHeader(range.Count);
            for (var i = range.Start; i < range.End; i++)
            {
                _element.Write(ref writer, i);
            }
        }
    }

    sealed class MapEncoder(SqlType type) : CellEncoder
    {
        readonly CellEncoder _value = For(type.Value);
        readonly Utf8Text _key = new();
        Vector _keys;

        protected override void Bound()
        {
            var entries = Vector.Elements;
            _keys = entries.Field(0);
            _value.Bind(entries.Field(1));
        }

        protected override void WriteValue(ref MessagePackWriter writer, int row)
        {
            var range = Vector.Range(row);
            writer.WriteMapHeader(range.Count);
            for (var i = range.Start; i < range.End; i++)
            {
                writer.WriteString(TrinoJson.KeyText(type.Key, _keys, i, _key));
                _value.Write(ref writer, i);
            }
        }
    }

    sealed class RowEncoder(SqlType type) : CellEncoder
    {
        readonly TrinoJson _json = new();

        protected override void WriteValue(ref MessagePackWriter writer, int row) => writer.WriteString(_json.Value(type, Vector, row));
    }
}
