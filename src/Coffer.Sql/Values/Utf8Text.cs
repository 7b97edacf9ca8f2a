using System.Buffers.Text;
using System.Text;

namespace Coffer.Sql.Values;

/// <summary>A growing UTF-8 buffer that is reused from value to value, so that text functions allocate nothing per row.</summary>
public sealed class Utf8Text
{
    byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    /// <summary>Room for <paramref name="size"/> more bytes; <see cref="Advance"/> takes what was written.</summary>
    public Span<byte> Reserve(int size)
    {
        if (Length + size > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + size));
        }
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public Utf8Text Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
        _bytes[Length++] = value;
        return this;
    }

    public Utf8Text Append(char ascii) => Append((byte)ascii);

    public Utf8Text Append(scoped ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        Length += utf8.Length;
        return this;
    }

    public Utf8Text Append(scoped ReadOnlySpan<char> text)
    {
        Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    public Utf8Text Append(Rune rune)
    {
        Length += rune.EncodeToUtf8(Reserve(4));
        return this;
    }

    public Utf8Text Append(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
        return this;
    }

    /// <summary>A non-negative number with at least <paramref name="width"/> digits.</summary>
    public Utf8Text AppendPadded(long value, int width)
    {
        var digits = 1;
        for (var rest = value; rest >= 10; rest /= 10)
        {
            digits++;
        }
        var size = Math.Max(digits, width);
        var to = Reserve(size);
        for (var i = size - 1; i >= 0; i--)
        {
            to[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
        Length += size;
        return this;
    }

    public override string ToString() => Encoding.UTF8.GetString(Span);
}
