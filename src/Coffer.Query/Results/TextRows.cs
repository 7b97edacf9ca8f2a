using System.Buffers;
using System.Buffers.Text;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>Writes rows of MessagePack values in a text format.</summary>
abstract class TextRows(ArrayBufferWriter<byte> output, bool nullifySpecial)
{
    readonly ArrayBufferWriter<byte> _nested = new();

    protected ArrayBufferWriter<byte> Output { get; private set; } = output;

    internal abstract void Header(IReadOnlyList<string> columns);

    internal abstract void Row(ref MessagePackReader reader);

    protected void Append(ReadOnlySpan<byte> bytes) => Output.Write(bytes);

    protected void Append(byte value)
    {
        Output.GetSpan(1)[0] = value;
        Output.Advance(1);
    }

    /// <summary>Null, a boolean or a number; false when the next value is none of these.</summary>
    /// <param name="nothing">What null is written as.</param>
    /// <param name="quoteSpecial">Whether NaN and infinities are written in quotes.</param>
    protected bool TrySimple(ref MessagePackReader reader, ReadOnlySpan<byte> nothing, bool quoteSpecial)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
                Append(nothing);
                return true;
            case MessagePackType.Boolean:
                Append(reader.ReadBoolean() ? "true"u8 : "false"u8);
                return true;
            case MessagePackType.Integer:
                Utf8Formatter.TryFormat(reader.ReadInt64(), Output.GetSpan(20), out var digits);
                Output.Advance(digits);
                return true;
            case MessagePackType.Float:
                if (reader.NextCode == MessagePackCode.Float32)
                {
                    var real = reader.ReadSingle();
                    Number(float.IsFinite(real) ? Format(real) : 0, real, nothing, quoteSpecial);
                }
                else
                {
                    var number = reader.ReadDouble();
                    Number(double.IsFinite(number) ? Format(number) : 0, number, nothing, quoteSpecial);
                }

                return true;
            default:
                return false;
        }
    }

    int Format(double number) => Utf8Formatter.TryFormat(number, Output.GetSpan(64), out var written) ? written : 0;

    int Format(float number) => Utf8Formatter.TryFormat(number, Output.GetSpan(64), out var written) ? written : 0;

    // A whole number keeps a point, so that readers see that it is no integer.
    void Number(int written, double number, ReadOnlySpan<byte> nothing, bool quoteSpecial)
    {
        if (written > 0)
        {
            var isWhole = Output.GetSpan(written)[..written].IndexOfAny((byte)'.', (byte)'E') < 0;
            Output.Advance(written);
            if (isWhole)
            {
                Append(".0"u8);
            }

            return;
        }

        var text =
            double.IsNaN(number) ? "NaN"u8
            : number > 0 ? "Infinity"u8
            : "-Infinity"u8;
        if (nullifySpecial)
        {
            Append(nothing);
        }
        else if (quoteSpecial)
        {
            Append((byte)'"');
            Append(text);
            Append((byte)'"');
        }
        else
        {
            Append(text);
        }
    }

    /// <summary>Any value as JSON.</summary>
    protected void Json(ref MessagePackReader reader, bool ascii)
    {
        if (TrySimple(ref reader, "null"u8, quoteSpecial: true))
        {
            return;
        }

        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Array:
                var count = reader.ReadArrayHeader();
                Append((byte)'[');
                for (var i = 0; i < count; i++)
                {
                    Separate(i);
                    Json(ref reader, ascii);
                }

                Append((byte)']');
                break;
            case MessagePackType.Map:
                var entries = reader.ReadMapHeader();
                Append((byte)'{');
                for (var i = 0; i < entries; i++)
                {
                    Separate(i);
                    JsonText.Append(Text(ref reader), ascii, Output);
                    Append((byte)':');
                    Json(ref reader, ascii);
                }

                Append((byte)'}');
                break;
            default:
                JsonText.Append(Text(ref reader), ascii, Output);
                break;
        }
    }

    /// <summary>An array or map as JSON text for a field of a table; characters beyond ASCII stay as they are.</summary>
    protected ReadOnlySpan<byte> NestedOrText(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType is not (MessagePackType.Array or MessagePackType.Map))
        {
            return Text(ref reader);
        }

        var rows = Output;
        _nested.ResetWrittenCount();
        Output = _nested;
        Json(ref reader, ascii: false);
        Output = rows;
        return _nested.WrittenSpan;
    }

    /// <summary>The bytes of a text.</summary>
    protected static ReadOnlySpan<byte> Text(ref MessagePackReader reader)
    {
        var bytes = reader.ReadStringSequence() ?? default;
        return bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray();
    }

    protected void Separate(int index)
    {
        if (index > 0)
        {
            Append((byte)',');
        }
    }
}
