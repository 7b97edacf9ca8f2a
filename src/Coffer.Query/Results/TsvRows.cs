using System.Buffers;
using System.Text;
using MessagePack;

namespace Coffer.Query.Results;

/// <summary>Rows with tabs between the values; arrays and maps as JSON text.</summary>
sealed class TsvRows(ArrayBufferWriter<byte> output, bool nullifySpecial) : TextRows(output, nullifySpecial)
{
    static readonly SearchValues<byte> Escaped = SearchValues.Create("\t\r\n\\"u8);

    internal override void Header(IReadOnlyList<string> columns)
    {
        foreach (var (i, column) in columns.Index())
        {
            Tab(i);
            Field(Encoding.UTF8.GetBytes(column));
        }

        Append((byte)'\n');
    }

    internal override void Row(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        for (var i = 0; i < count; i++)
        {
            Tab(i);
            if (!TrySimple(ref reader, default, quoteSpecial: false))
            {
                Field(NestedOrText(ref reader));
            }
        }

        Append((byte)'\n');
    }

    void Tab(int index)
    {
        if (index > 0)
        {
            Append((byte)'\t');
        }
    }

    void Field(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            Append(text[..at]);
            Append(
                text[at] switch
                {
                    (byte)'\t' => "\\t"u8,
                    (byte)'\r' => "\\r"u8,
                    (byte)'\n' => "\\n"u8,
                    _ => "\\\\"u8,
                }
            );
            text = text[(at + 1)..];
        }

        Append(text);
    }
}
