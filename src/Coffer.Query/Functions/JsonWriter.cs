using System.Globalization;
using System.Text;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>
/// Writes JSON as Trino's json type prints it: no blanks, keys of objects sorted and the last of equal ones kept, numbers with a point or exponent
/// as Java doubles, characters outside the basic plane as escaped surrogates.
/// </summary>
static class JsonWriter
{
    /// <summary>Rewrites one value; false when it is malformed. <paramref name="sort"/> off keeps keys as they come (json_extract on text).</summary>
    public static bool Canonical(ref JsonReader reader, Utf8Text to, bool sort)
    {
        switch (reader.Peek())
        {
            case (byte)'"':
                if (!reader.String(out var raw, out var escaped))
                {
                    return false;
                }
                QuoteRaw(raw, escaped, to);
                return true;
            case (byte)'[':
            {
                reader.Position++;
                to.Append((byte)'[');
                var first = true;
                var any = false;
                bool valid;
                while (reader.Next((byte)']', ref first, out valid))
                {
                    if (any)
                    {
                        to.Append((byte)',');
                    }
                    any = true;
                    if (!Canonical(ref reader, to, sort))
                    {
                        return false;
                    }
                }
                to.Append((byte)']');
                return valid;
            }
            case (byte)'{':
                return sort ? SortedObject(ref reader, to) : PlainObject(ref reader, to);
            default:
                if (!reader.Skip(out var token))
                {
                    return false;
                }
                Number(token, to);
                return true;
        }
    }

    /// <summary>A text as a JSON string.</summary>
    public static void Quote(ReadOnlySpan<byte> text, Utf8Text to)
    {
        to.Append((byte)'"');
        Span<char> units = stackalloc char[2];
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= 0x20 and not (byte)'"' and not (byte)'\\' and < 0xF0)
            {
                continue;
            }
            to.Append(text[start..i]);
            if (c >= 0xF0)
            {
                Rune.DecodeFromUtf8(text[i..], out var rune, out var used);
                for (var unit = 0; unit < rune.EncodeToUtf16(units); unit++)
                {
                    Unit(units[unit], to);
                }
                i += used - 1;
            }
            else
            {
                Escape(c, to);
            }
            start = i + 1;
        }
        to.Append(text[start..]).Append((byte)'"');
    }

    static void QuoteRaw(ReadOnlySpan<byte> raw, bool escaped, Utf8Text to)
    {
        if (!escaped)
        {
            Quote(raw, to);
            return;
        }
        var plain = new Utf8Text();
        JsonReader.Unescape(raw, plain);
        Quote(plain.Span, to);
    }

    /// <summary>A number, true, false or null as the json type prints it.</summary>
    public static void Number(ReadOnlySpan<byte> token, Utf8Text to)
    {
        if (token[0] is (byte)'t' or (byte)'f' or (byte)'n')
        {
            to.Append(token);
        }
        else if (token.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            to.Append(token.SequenceEqual("-0"u8) ? "0"u8 : token);
        }
        else
        {
            var value = double.Parse(token, CultureInfo.InvariantCulture);
            if (double.IsInfinity(value))
            {
                to.Append(value > 0 ? "\"Infinity\""u8 : "\"-Infinity\""u8);
            }
            else
            {
                TrinoText.JavaDouble(value, to);
            }
        }
    }

    static void Escape(byte c, Utf8Text to)
    {
        switch (c)
        {
            case (byte)'"' or (byte)'\\':
                to.Append((byte)'\\').Append(c);
                break;
            case (byte)'\b':
                to.Append("\\b"u8);
                break;
            case (byte)'\t':
                to.Append("\\t"u8);
                break;
            case (byte)'\n':
                to.Append("\\n"u8);
                break;
            case (byte)'\f':
                to.Append("\\f"u8);
                break;
            case (byte)'\r':
                to.Append("\\r"u8);
                break;
            default:
                Unit((char)c, to);
                break;
        }
    }

    static void Unit(char unit, Utf8Text to)
    {
        to.Append("\\u"u8);
        for (var shift = 12; shift >= 0; shift -= 4)
        {
            to.Append("0123456789ABCDEF"u8[(unit >> shift) & 15]);
        }
    }

    static bool PlainObject(ref JsonReader reader, Utf8Text to)
    {
        reader.Position++;
        to.Append((byte)'{');
        var first = true;
        var any = false;
        bool valid;
        while (reader.Next((byte)'}', ref first, out valid))
        {
            if (any)
            {
                to.Append((byte)',');
            }
            any = true;
            if (!reader.String(out var raw, out var escaped) || !reader.Take((byte)':'))
            {
                return false;
            }
            QuoteRaw(raw, escaped, to);
            to.Append((byte)':');
            if (!Canonical(ref reader, to, false))
            {
                return false;
            }
        }
        to.Append((byte)'}');
        return valid;
    }

    // Members are written as they come, which is nearly always sorted already; only otherwise they are put in order afterwards.
    static bool SortedObject(ref JsonReader reader, Utf8Text to)
    {
        reader.Position++;
        to.Append((byte)'{');
        var start = to.Length;
        List<Member>? members = null;
        var last = default(Member);
        var count = 0;
        var sorted = true;
        var first = true;
        bool valid;
        while (reader.Next((byte)'}', ref first, out valid))
        {
            if (count > 0)
            {
                to.Append((byte)',');
            }
            var at = to.Length;
            if (!reader.String(out var raw, out var escaped) || !reader.Take((byte)':'))
            {
                return false;
            }
            QuoteRaw(raw, escaped, to);
            var keyEnd = to.Length;
            to.Append((byte)':');
            if (!Canonical(ref reader, to, true))
            {
                return false;
            }
            var member = new Member(at, keyEnd, to.Length);
            if (count > 0)
            {
                members ??= [last];
                members.Add(member);
                sorted &= Compare(to.Span[(last.Start + 1)..(last.KeyEnd - 1)], to.Span[(at + 1)..(keyEnd - 1)]) < 0;
            }
            last = member;
            count++;
        }
        if (!sorted)
        {
            Sort(to, start, members!);
        }
        to.Append((byte)'}');
        return valid;
    }

    readonly record struct Member(int Start, int KeyEnd, int End);

    static void Sort(Utf8Text to, int start, List<Member> members)
    {
        var text = to.Span.ToArray();
        to.Truncate(start);
        // A stable sort keeps the last of equal keys last.
        var ordered = members
            .OrderBy(
                m => m,
                Comparer<Member>.Create(
                    (a, b) => Compare(text.AsSpan((a.Start + 1)..(a.KeyEnd - 1)), text.AsSpan((b.Start + 1)..(b.KeyEnd - 1)))
                )
            )
            .ToList();
        var any = false;
        for (var i = 0; i < ordered.Count; i++)
        {
            var member = ordered[i];
            if (
                i + 1 < ordered.Count
                && text.AsSpan(member.Start..member.KeyEnd).SequenceEqual(text.AsSpan(ordered[i + 1].Start..ordered[i + 1].KeyEnd))
            )
            {
                continue;
            }
            if (any)
            {
                to.Append((byte)',');
            }
            any = true;
            to.Append(text.AsSpan(member.Start..member.End));
        }
    }

    // The order of Java strings on the escaped keys.
    static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.IndexOf((byte)'\\') < 0 && right.IndexOf((byte)'\\') < 0 && Ascii.IsValid(left) && Ascii.IsValid(right))
        {
            return left.SequenceCompareTo(right);
        }
        return string.CompareOrdinal(Plain(left), Plain(right));
    }

    static string Plain(ReadOnlySpan<byte> escaped)
    {
        var text = new Utf8Text();
        JsonReader.Unescape(escaped, text);
        return text.ToString();
    }
}
