using System.Text;

namespace Coffer.Query.Functions;

/// <summary>Counts and cuts UTF-8 text by code points.</summary>
static class Utf8CodePoints
{
    public static int Count(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }
        var count = 0;
        foreach (var b in text)
        {
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        }
        return count;
    }

    /// <summary>Byte offset of a code point; −1 when there are not that many (the end itself is an offset).</summary>
    public static int Offset(ReadOnlySpan<byte> text, long codePoints)
    {
        if (codePoints > text.Length)
        {
            return -1;
        }
        var at = 0;
        for (long n = 0; n < codePoints; n++)
        {
            if (at >= text.Length)
            {
                return -1;
            }
            at += Length(text[at]);
        }
        return Math.Min(at, text.Length);
    }

    /// <summary>Bytes of the code point that starts with this byte.</summary>
    public static int Length(byte lead) =>
        lead < 0xC0 ? 1
        : lead < 0xE0 ? 2
        : lead < 0xF0 ? 3
        : 4;

    public static int[] Decode(ReadOnlySpan<byte> text)
    {
        var points = new int[Count(text)];
        var n = 0;
        while (!text.IsEmpty && n < points.Length)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var used);
            points[n++] = rune.Value;
            text = text[used..];
        }
        return points;
    }
}
