using System.Buffers;
using System.Text;

namespace Coffer.Query.Results;

/// <summary>A JSON string of UTF-8 text.</summary>
static class JsonText
{
    static readonly SearchValues<byte> Plain = SearchValues.Create([
        .. Enumerable.Range(0x20, 0x5f).Select(c => (byte)c).Where(c => c is not ((byte)'"' or (byte)'\\')),
    ]);

    static readonly SearchValues<byte> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(c => (byte)c),
        (byte)'"',
        (byte)'\\',
        0x7f,
    ]);

    /// <param name="ascii">Whether characters beyond ASCII are written as <c>\uXXXX</c>.</param>
    internal static void Append(ReadOnlySpan<byte> utf8, bool ascii, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (true)
        {
            var plain = ascii ? utf8.IndexOfAnyExcept(Plain) : utf8.IndexOfAny(Escaped);
            if (plain < 0)
            {
                output.Write(utf8);
                break;
            }

            output.Write(utf8[..plain]);
            Rune.DecodeFromUtf8(utf8[plain..], out var rune, out var consumed);
            Escape(rune, output);
            utf8 = utf8[(plain + consumed)..];
        }

        output.Write("\""u8);
    }

    static void Escape(Rune rune, ArrayBufferWriter<byte> output)
    {
        switch (rune.Value)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            default:
                Span<char> units = stackalloc char[2];
                foreach (var unit in units[..rune.EncodeToUtf16(units)])
                {
                    output.Write("\\u"u8);
                    for (var shift = 12; shift >= 0; shift -= 4)
                    {
                        output.Write("0123456789abcdef"u8.Slice((unit >> shift) & 15, 1));
                    }
                }

                break;
        }
    }
}
