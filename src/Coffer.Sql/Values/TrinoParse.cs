using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Coffer.Sql.Values;

/// <summary>
/// Reads values out of text by the rules of Trino's casts, which are those of Java's parsers: stricter than the database's own. Every method
/// answers false for text that Trino would refuse. Rules: golden/trino typing-cast.
/// </summary>
public static class TrinoParse
{
    const long MicrosPerSecond = 1_000_000;
    const long MicrosPerDay = 86_400 * MicrosPerSecond;

    /// <summary>An optional sign and digits (of any script, as Java's <c>Character.digit</c>), nothing else.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, long minimum, long maximum, out long value)
    {
        value = 0;
        var at = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            at = 1;
        }
        if (at == text.Length)
        {
            return false;
        }
        Int128 sum = 0;
        while (at < text.Length)
        {
            int digit = text[at] - '0';
            if ((uint)digit <= 9)
            {
                at++;
            }
            else if (
                text[at] >= 0x80
                && Rune.DecodeFromUtf8(text[at..], out var rune, out var length) == System.Buffers.OperationStatus.Done
                && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
            )
            {
                digit = (int)Rune.GetNumericValue(rune);
                at += length;
            }
            else
            {
                return false;
            }
            sum = (sum * 10) + digit;
            if (sum > (Int128)long.MaxValue + 1)
            {
                return false;
            }
        }
        sum = negative ? -sum : sum;
        if (sum < minimum || sum > maximum)
        {
            return false;
        }
        value = (long)sum;
        return true;
    }

    /// <summary>Java's <c>Double.parseDouble</c>: blanks around are dropped, a suffix d or f is allowed, NaN and Infinity in exact case, hexadecimal floats.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        text = TrimControls(text);
        if (text.Length == 0)
        {
            return false;
        }
        var last = text[^1];
        if (
            Utf8Parser.TryParse(text, out value, out var used)
            && used == text.Length
            && last is >= (byte)'0' and <= (byte)'9' or (byte)'.'
            && IsPlainNumber(text)
        )
        {
            return true;
        }
        var sign = text[0] is (byte)'-' or (byte)'+';
        var body = sign ? text[1..] : text;
        var negative = text[0] == '-';
        if (body.SequenceEqual("NaN"u8))
        {
            value = double.NaN;
            return true;
        }
        if (body.SequenceEqual("Infinity"u8))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }
        if (body.StartsWith("0x"u8) || body.StartsWith("0X"u8))
        {
            return TryHexDouble(body[2..], negative, out value);
        }
        if (last is (byte)'d' or (byte)'D' or (byte)'f' or (byte)'F')
        {
            body = body[..^1];
        }
        if (!IsPlainNumber(body) || body[0] is (byte)'-' or (byte)'+')
        {
            return false;
        }
        if (!double.TryParse(body, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }
        value = negative ? -value : value;
        return true;
    }

    /// <summary>A float, rounded once from the decimal text.</summary>
    public static bool TryReal(ReadOnlySpan<byte> text, out float value)
    {
        value = 0;
        if (!TryDouble(text, out var wide))
        {
            return false;
        }
        var trimmed = TrimControls(text);
        value =
            trimmed[^1] is >= (byte)'0' and <= (byte)'9'
            && float.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var direct)
                ? direct
                : (float)wide;
        return true;
    }

    /// <summary>t, f, 1, 0, true, false in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = false;
        switch (text.Length)
        {
            case 1:
                value = text[0] is (byte)'t' or (byte)'T' or (byte)'1';
                return value || text[0] is (byte)'f' or (byte)'F' or (byte)'0';
            case 4:
                value = true;
                return Ascii.EqualsIgnoreCase(text, "true"u8);
            case 5:
                return Ascii.EqualsIgnoreCase(text, "false"u8);
            default:
                return false;
        }
    }

    /// <summary>A number in the syntax of Java's BigDecimal; 0 = read, 1 = not a number, 2 = does not fit after rounding half up.</summary>
    public static int Decimal(ReadOnlySpan<byte> text, int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        var at = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            at = 1;
        }
        BigInteger digits = 0;
        long small = 0;
        var count = 0;
        var fraction = 0;
        var point = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }
            if (c >= 0x80)
            {
                return AsciiDigits(text) is { } ascii ? Decimal(ascii, precision, scale, out unscaled) : 1;
            }
            if (c is < (byte)'0' or > (byte)'9')
            {
                break;
            }
            if (count < 18)
            {
                small = (small * 10) + (c - '0');
                if (count == 17)
                {
                    digits = small;
                }
            }
            else
            {
                digits = (digits * 10) + (c - '0');
            }
            count++;
            fraction += point ? 1 : 0;
        }
        if (count == 0)
        {
            return 1;
        }
        if (count < 18)
        {
            digits = small;
        }
        long exponent = 0;
        if (at < text.Length)
        {
            if (text[at] is not ((byte)'e' or (byte)'E') || !TryInteger(text[(at + 1)..], -100_000, 100_000, out exponent))
            {
                return 1;
            }
        }
        var shift = scale - fraction + exponent;
        if (shift > 80 && !digits.IsZero)
        {
            return 2;
        }
        if (shift >= 0)
        {
            digits *= BigInteger.Pow(10, (int)Math.Min(shift, 80));
        }
        else if (shift < -200_000)
        {
            digits = 0;
        }
        else
        {
            digits = DivideHalfUp(digits, BigInteger.Pow(10, (int)-shift));
        }
        if (digits >= BigInteger.Pow(10, precision))
        {
            return 2;
        }
        unscaled = (Int128)(negative ? -digits : digits);
        return 0;
    }

    // Digits of other scripts as ASCII; null when something else beyond ASCII is there.
    static byte[]? AsciiDigits(ReadOnlySpan<byte> text)
    {
        var ascii = new List<byte>(text.Length);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return null;
            }
            if (rune.IsAscii)
            {
                ascii.Add((byte)rune.Value);
            }
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                ascii.Add((byte)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else
            {
                return null;
            }
            text = text[used..];
        }
        return [.. ascii];
    }

    /// <summary>Rounds a non-negative quotient half up.</summary>
    public static BigInteger DivideHalfUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        return remainder * 2 >= divisor ? quotient + 1 : quotient;
    }

    /// <summary>A date: year, month and day with one or two digits; blanks around are dropped.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        text = TrimControls(text);
        var at = 0;
        if (!Date(text, ref at, out var day) || at != text.Length)
        {
            return false;
        }
        days = (int)day;
        return true;
    }

    /// <summary><c>H:m[:s[.f]]</c> in microseconds, with the number of fraction digits written.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out long micros, out int precision)
    {
        var at = 0;
        return Time(text, ref at, out micros, out precision) && at == text.Length;
    }

    /// <summary>
    /// <c>y-M-d[ H:m[:s[.f]]][ zone]</c>. <paramref name="zone"/> is the text after the time, or null; whether it names a zone is not checked here.
    /// Digits beyond microseconds round half up.
    /// </summary>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long localMicros, out string? zone, out int precision)
    {
        localMicros = 0;
        zone = null;
        precision = 0;
        var at = 0;
        if (!Date(text, ref at, out var days))
        {
            return false;
        }
        long micros = 0;
        if (at < text.Length)
        {
            var next = at;
            if (text[at] == ' ' && at + 1 < text.Length && text[at + 1] is >= (byte)'0' and <= (byte)'9')
            {
                next = at + 1;
                if (!Time(text, ref next, out micros, out precision))
                {
                    return false;
                }
                at = next;
            }
            if (at < text.Length)
            {
                if (text[at] == ' ')
                {
                    at++;
                }
                else if (next == at && micros == 0 && precision == 0 && text[at] is not ((byte)'+' or (byte)'-' or (byte)'Z'))
                {
                    return false;
                }
                zone = Encoding.UTF8.GetString(text[at..]);
                if (zone.Length == 0)
                {
                    return false;
                }
            }
        }
        localMicros = (days * MicrosPerDay) + micros;
        return true;
    }

    public static bool TryDate(string text, out int days) => TryDate(Encoding.UTF8.GetBytes(text), out days);

    public static bool TryTime(string text, out long micros, out int precision) =>
        TryTime(Encoding.UTF8.GetBytes(text), out micros, out precision);

    public static bool TryTimestamp(string text, out long localMicros, out string? zone, out int precision) =>
        TryTimestamp(Encoding.UTF8.GetBytes(text), out localMicros, out zone, out precision);

    /// <summary>Drops what Java's <c>String.trim</c> drops: everything up to the blank.</summary>
    public static ReadOnlySpan<byte> TrimControls(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] <= ' ')
        {
            start++;
        }
        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }
        return text[start..end];
    }

    static bool IsPlainNumber(ReadOnlySpan<byte> text)
    {
        var digits = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                digits = true;
            }
            else if (c is (byte)'e' or (byte)'E')
            {
                if (!digits)
                {
                    return false;
                }
            }
            else if (c is not ((byte)'.' or (byte)'-' or (byte)'+'))
            {
                return false;
            }
        }
        return digits;
    }

    static bool TryHexDouble(ReadOnlySpan<byte> text, bool negative, out double value)
    {
        value = 0;
        var exponentAt = text.IndexOfAny((byte)'p', (byte)'P');
        if (exponentAt <= 0)
        {
            return false;
        }
        double mantissa = 0;
        var scale = 0;
        var point = false;
        foreach (var c in text[..exponentAt])
        {
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }
            if (!char.IsAsciiHexDigit((char)c))
            {
                return false;
            }
            mantissa = (mantissa * 16) + Convert.ToInt32(((char)c).ToString(), 16);
            scale -= point ? 4 : 0;
        }
        var exponentText = text[(exponentAt + 1)..];
        if (exponentText.Length > 0 && exponentText[^1] is (byte)'d' or (byte)'D' or (byte)'f' or (byte)'F')
        {
            exponentText = exponentText[..^1];
        }
        if (!TryInteger(exponentText, -10_000, 10_000, out var exponent))
        {
            return false;
        }
        value = Math.ScaleB(mantissa, (int)exponent + scale);
        value = negative ? -value : value;
        return true;
    }

    static bool Date(ReadOnlySpan<byte> text, ref int at, out long days)
    {
        days = 0;
        var start = at;
        var negative = false;
        if (at < text.Length && text[at] is (byte)'-' or (byte)'+')
        {
            negative = text[at] == '-';
            at++;
        }
        if (
            !Number(text, ref at, 1, 9, out var year)
            || !Byte(text, ref at, '-')
            || !Number(text, ref at, 1, 2, out var month)
            || !Byte(text, ref at, '-')
            || !Number(text, ref at, 1, 2, out var day)
        )
        {
            at = start;
            return false;
        }
        year = negative ? -year : year;
        if (!CivilDate.IsValid(year, (int)month, (int)day))
        {
            return false;
        }
        days = CivilDate.ToDays(year, (int)month, (int)day);
        return Math.Abs(days) < int.MaxValue;
    }

    static bool Time(ReadOnlySpan<byte> text, ref int at, out long micros, out int precision)
    {
        micros = 0;
        precision = 0;
        long seconds = 0;
        if (
            !Number(text, ref at, 1, 2, out var hours)
            || hours > 23
            || !Byte(text, ref at, ':')
            || !Number(text, ref at, 1, 2, out var minutes)
            || minutes > 59
        )
        {
            return false;
        }
        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (!Number(text, ref at, 1, 2, out seconds) || seconds > 59)
            {
                return false;
            }
            if (at < text.Length && text[at] == '.')
            {
                at++;
                var start = at;
                if (!Number(text, ref at, 1, 12, out var fraction))
                {
                    return false;
                }
                precision = at - start;
                for (var i = precision; i < 6; i++)
                {
                    fraction *= 10;
                }
                for (var i = 6; i < precision; i++)
                {
                    fraction = i == precision - 1 ? (fraction + 5) / 10 : fraction / 10;
                }
                micros = fraction;
            }
        }
        micros += ((hours * 3600) + (minutes * 60) + seconds) * MicrosPerSecond;
        return true;
    }

    static bool Byte(ReadOnlySpan<byte> text, ref int at, char expected)
    {
        if (at >= text.Length || text[at] != expected)
        {
            return false;
        }
        at++;
        return true;
    }

    static bool Number(ReadOnlySpan<byte> text, ref int at, int minimum, int maximum, out long value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && at - start < maximum && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (text[at++] - '0');
        }
        return at - start >= minimum;
    }
}
