using System.Buffers;
using System.Text;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>Rows as RFC 4180 has them; arrays and maps as JSON text.</summary>
sealed class CsvRows(ArrayBufferWriter<byte> output, bool nullifySpecial) : TextRows(output, nullifySpecial)
{
    static readonly SearchValues<byte> Quoted = SearchValues.Create("\",\r\n"u8);

    internal override void Header(IReadOnlyList<string> columns)
    {
        foreach (var (i, column) in columns.Index())
        {
            Separate(i);
            Field(Encoding.UTF8.GetBytes(column));
        }

        Append("\r\n"u8);
    }

    internal override void Row(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        for (var i = 0; i < count; i++)
        {
            Separate(i);
            if (!TrySimple(ref reader, default, quoteSpecial: false))
            {
                Field(NestedOrText(ref reader));
            }
        }

        Append("\r\n"u8);
    }

    void Field(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text.IndexOfAny(Quoted) < 0)
        {
            Append(text);
            return;
        }

        Append((byte)'"');
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            Append(text[..quote]);
            Append("\"\""u8);
            text = text[(quote + 1)..];
        }

        Append(text);
        Append((byte)'"');
    }
}
