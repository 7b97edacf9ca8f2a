using System.Buffers;
using System.Globalization;
using System.Text;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>
/// Walks JSON text on its UTF-8 bytes without building objects. It accepts what Jackson accepts: strict numbers and strings, nothing after a
/// value is looked at unless asked. Every method answers false at the first malformed byte.
/// </summary>
ref struct JsonReader(ReadOnlySpan<byte> text)
{
    const int MaxDepth = 1000;
    static readonly SearchValues<byte> StringEnds = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(i => (byte)i),
        (byte)'"',
        (byte)'\\',
    ]);

    readonly ReadOnlySpan<byte> _text = text;

    public int Position;

    public readonly ReadOnlySpan<byte> Text => _text;

    /// <summary>The first byte of the next token, or 0 at the end.</summary>
    public byte Peek()
    {
        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            Position++;
        }
        return Position < _text.Length ? _text[Position] : (byte)0;
    }

    public bool Take(byte expected)
    {
        if (Peek() != expected || expected == 0)
        {
            return false;
        }
        Position++;
        return true;
    }

    /// <summary>Passes over one value; <paramref name="value"/> is its text.</summary>
    public bool Skip(out ReadOnlySpan<byte> value)
    {
        Peek();
        var start = Position;
        var valid = Skip(0);
        value = valid ? _text[start..Position] : default;
        return valid;
    }

    /// <summary>Passes over a string; <paramref name="raw"/> is what stands between the quotes.</summary>
    public bool String(out ReadOnlySpan<byte> raw, out bool escaped)
    {
        raw = default;
        escaped = false;
        if (!Take((byte)'"'))
        {
            return false;
        }
        var start = Position;
        while (true)
        {
            var at = _text[Position..].IndexOfAny(StringEnds);
            if (at < 0)
            {
                return false;
            }
            Position += at;
            switch (_text[Position])
            {
                case (byte)'"':
                    raw = _text[start..Position++];
                    return true;
                case (byte)'\\':
                    escaped = true;
                    if (!Escape())
                    {
                        return false;
                    }
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>Enters an array element or object member: false at the end of the container; <paramref name="valid"/> says whether the text is well formed so far.</summary>
    public bool Next(byte close, ref bool first, out bool valid)
    {
        valid = true;
        if (Take(close))
        {
            return false;
        }
        if (first)
        {
            first = false;
            return valid = Peek() != 0;
        }
        valid = Take((byte)',') && Peek() != close;
        return valid;
    }

    /// <summary>Writes the characters of a string without its escapes.</summary>
    public static void Unescape(ReadOnlySpan<byte> raw, Utf8Text to)
    {
        while (true)
        {
            var at = raw.IndexOf((byte)'\\');
            if (at < 0)
            {
                to.Append(raw);
                return;
            }
            to.Append(raw[..at]);
            var c = raw[at + 1];
            raw = raw[(at + 2)..];
            switch (c)
            {
                case (byte)'b':
                    to.Append((byte)'\b');
                    break;
                case (byte)'f':
                    to.Append((byte)'\f');
                    break;
                case (byte)'n':
                    to.Append((byte)'\n');
                    break;
                case (byte)'r':
                    to.Append((byte)'\r');
                    break;
                case (byte)'t':
                    to.Append((byte)'\t');
                    break;
                case (byte)'u':
                    raw = Unicode(raw, to);
                    break;
                default:
                    to.Append(c);
                    break;
            }
        }
    }

    static ReadOnlySpan<byte> Unicode(ReadOnlySpan<byte> raw, Utf8Text to)
    {
        var unit = Hex(raw);
        raw = raw[4..];
        if (
            char.IsHighSurrogate((char)unit)
            && raw.Length >= 6
            && raw[0] == '\\'
            && raw[1] == 'u'
            && char.IsLowSurrogate((char)Hex(raw[2..]))
        )
        {
            to.Append(new Rune((char)unit, (char)Hex(raw[2..])));
            return raw[6..];
        }
        to.Append(char.IsSurrogate((char)unit) ? new Rune('?') : new Rune(unit));
        return raw;
    }

    static int Hex(ReadOnlySpan<byte> text) => int.Parse(text[..4], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    bool Escape()
    {
        if (Position + 1 >= _text.Length)
        {
            return false;
        }
        var c = _text[Position + 1];
        if (c == 'u')
        {
            if (Position + 6 > _text.Length)
            {
                return false;
            }
            foreach (var digit in _text.Slice(Position + 2, 4))
            {
                if (!char.IsAsciiHexDigit((char)digit))
                {
                    return false;
                }
            }
            Position += 6;
            return true;
        }
        Position += 2;
        return "\"\\/bfnrt"u8.Contains(c);
    }

    bool Skip(int depth)
    {
        switch (Peek())
        {
            case (byte)'"':
                return String(out _, out _);
            case (byte)'{':
            {
                Position++;
                var first = true;
                bool valid;
                while (Next((byte)'}', ref first, out valid))
                {
                    if (depth > MaxDepth || !String(out _, out _) || !Take((byte)':') || !Skip(depth + 1))
                    {
                        return false;
                    }
                }
                return valid;
            }
            case (byte)'[':
            {
                Position++;
                var first = true;
                bool valid;
                while (Next((byte)']', ref first, out valid))
                {
                    if (depth > MaxDepth || !Skip(depth + 1))
                    {
                        return false;
                    }
                }
                return valid;
            }
            case (byte)'t':
                return Word("true"u8);
            case (byte)'f':
                return Word("false"u8);
            case (byte)'n':
                return Word("null"u8);
            default:
                return Number();
        }
    }

    bool Word(ReadOnlySpan<byte> word)
    {
        if (!_text[Position..].StartsWith(word))
        {
            return false;
        }
        Position += word.Length;
        return Ends();
    }

    // Jackson wants a separator after a bare token.
    readonly bool Ends() =>
        Position >= _text.Length
        || _text[Position] is (byte)',' or (byte)']' or (byte)'}' or (byte)':' or <= (byte)' ' or (byte)'{' or (byte)'[' or (byte)'"';

    bool Number()
    {
        var at = Position;
        if (at < _text.Length && _text[at] == '-')
        {
            at++;
        }
        if (at >= _text.Length || _text[at] is < (byte)'0' or > (byte)'9')
        {
            return false;
        }
        if (_text[at] == '0')
        {
            at++;
            if (at < _text.Length && _text[at] is >= (byte)'0' and <= (byte)'9')
            {
                return false;
            }
        }
        at = Digits(at);
        if (at < _text.Length && _text[at] == '.')
        {
            var end = Digits(at + 1);
            if (end == at + 1)
            {
                return false;
            }
            at = end;
        }
        if (at < _text.Length && _text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < _text.Length && _text[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }
            var end = Digits(at);
            if (end == at)
            {
                return false;
            }
            at = end;
        }
        Position = at;
        return Ends();
    }

    readonly int Digits(int at)
    {
        while (at < _text.Length && _text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }
        return at;
    }
}
