using System.Globalization;

namespace Coffer.Sql.Values;

/// <summary>
/// The text that Trino 423 gives a value, as <c>CAST(x AS varchar)</c> prints it. Used by functions, constant folding and result writers.
/// Numbers are written into a <see cref="Utf8Text"/>; the string overloads are for places that are not hot.
/// </summary>
public static class TrinoText
{
    const long MicrosPerDay = 86_400_000_000;

    [ThreadStatic]
    static Utf8Text? _scratch;

    /// <summary>A double in scientific form: <c>1.0E0</c>, <c>1.25E-3</c>, <c>0E0</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    public static void Double(double value, Utf8Text to)
    {
        if (!Special(value, to))
        {
            Span<byte> digits = stackalloc byte[32];
            var result = ShortDigits(Math.Abs(value), digits, out var count, out var exponent)
                ? new JavaDigits.Result(count, exponent)
                : JavaDigits.OfDouble(Math.Abs(value), digits);
            Scientific(digits, result.Count, result.Exponent, double.IsNegative(value), to);
        }
    }

    /// <summary>A real in scientific form with at most seven digits (Trino 423 formats with <c>0.0#####E0</c>).</summary>
    public static void Real(float value, Utf8Text to)
    {
        if (!Special(value, to))
        {
            Span<byte> digits = stackalloc byte[32];
            var result = JavaDigits.OfDouble(Math.Abs((double)value), digits);
            var count = result.Count;
            var exponent = result.Exponent;
            if (count > 7)
            {
                RoundHalfEven(digits, ref count, 7, ref exponent);
            }
            Scientific(digits, count, exponent, float.IsNegative(value), to);
        }
    }

    /// <summary>A double as Java's <c>Double.toString</c>: plain between 1e-3 and 1e7, otherwise scientific.</summary>
    public static void JavaDouble(double value, Utf8Text to)
    {
        if (value == 0)
        {
            to.Append(double.IsNegative(value) ? "-0.0"u8 : "0.0"u8);
            return;
        }
        if (Special(value, to))
        {
            return;
        }
        Span<byte> digits = stackalloc byte[32];
        var result = JavaDigits.OfDouble(Math.Abs(value), digits);
        Java(digits[..result.Count], result.Exponent, double.IsNegative(value), to);
    }

    /// <summary>A real as Java's <c>Float.toString</c>.</summary>
    public static void JavaReal(float value, Utf8Text to)
    {
        if (value == 0)
        {
            to.Append(float.IsNegative(value) ? "-0.0"u8 : "0.0"u8);
            return;
        }
        if (Special(value, to))
        {
            return;
        }
        Span<byte> digits = stackalloc byte[32];
        var result = JavaDigits.OfSingle(Math.Abs(value), digits);
        Java(digits[..result.Count], result.Exponent, float.IsNegative(value), to);
    }

    /// <summary>A decimal with its scale: <c>-1.50</c>.</summary>
    public static void Decimal(Int128 unscaled, int scale, Utf8Text to)
    {
        if (Int128.IsNegative(unscaled))
        {
            to.Append((byte)'-');
            unscaled = -unscaled;
        }
        Span<byte> digits = stackalloc byte[48];
        unscaled.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        if (scale == 0)
        {
            to.Append(digits[..count]);
            return;
        }
        if (count <= scale)
        {
            to.Append("0."u8);
            for (var i = count; i < scale; i++)
            {
                to.Append((byte)'0');
            }
            to.Append(digits[..count]);
            return;
        }
        to.Append(digits[..(count - scale)]).Append((byte)'.').Append(digits[(count - scale)..count]);
    }

    /// <summary>A date given in days since 1970-01-01; years beyond 9999 carry a sign.</summary>
    public static void Date(int days, Utf8Text to)
    {
        CivilDate.FromDays(days, out var year, out var month, out var day);
        Date(year, month, day, to);
    }

    /// <summary>A timestamp given in microseconds, with <paramref name="precision"/> digits of the second (0 to 6).</summary>
    public static void Timestamp(long micros, int precision, Utf8Text to)
    {
        var days = Math.DivRem(micros, MicrosPerDay, out var rest);
        if (rest < 0)
        {
            days--;
            rest += MicrosPerDay;
        }
        Date((int)days, to);
        to.Append((byte)' ');
        Time(rest, precision, to);
    }

    /// <summary>A time of day in microseconds, with <paramref name="precision"/> digits of the second (0 to 6).</summary>
    public static void Time(long micros, int precision, Utf8Text to)
    {
        var seconds = micros / 1_000_000;
        to.AppendPadded(seconds / 3600, 2)
            .Append((byte)':')
            .AppendPadded(seconds / 60 % 60, 2)
            .Append((byte)':')
            .AppendPadded(seconds % 60, 2);
        if (precision > 0)
        {
            var fraction = micros % 1_000_000;
            for (var i = precision; i < 6; i++)
            {
                fraction /= 10;
            }
            to.Append((byte)'.').AppendPadded(fraction, Math.Min(precision, 6));
            for (var i = 6; i < precision; i++)
            {
                to.Append((byte)'0');
            }
        }
    }

    /// <summary>A zoned timestamp: wall clock, blank, zone.</summary>
    public static void Zoned(long instantMicros, string zone, int precision, Utf8Text to)
    {
        Timestamp(TrinoZone.Get(zone).ToLocal(instantMicros), precision, to);
        to.Append((byte)' ').Append(zone);
    }

    /// <summary>An offset such as <c>+09:00</c>.</summary>
    public static void Offset(int minutes, Utf8Text to)
    {
        to.Append(minutes < 0 ? (byte)'-' : (byte)'+')
            .AppendPadded(Math.Abs(minutes) / 60, 2)
            .Append((byte)':')
            .AppendPadded(Math.Abs(minutes) % 60, 2);
    }

    /// <summary>An interval day to second given in milliseconds: <c>-1 02:03:04.500</c>.</summary>
    public static void IntervalDayTime(long millis, Utf8Text to)
    {
        var magnitude = (ulong)Int128.Abs(millis);
        if (millis < 0)
        {
            to.Append((byte)'-');
        }
        to.Append((long)(magnitude / 86_400_000)).Append((byte)' ');
        var rest = (long)(magnitude % 86_400_000);
        to.AppendPadded(rest / 3_600_000, 2).Append((byte)':').AppendPadded(rest / 60_000 % 60, 2).Append((byte)':');
        to.AppendPadded(rest / 1000 % 60, 2).Append((byte)'.').AppendPadded(rest % 1000, 3);
    }

    /// <summary>An interval year to month given in months: <c>-1-6</c>.</summary>
    public static void IntervalYearMonth(int months, Utf8Text to)
    {
        var magnitude = Math.Abs((long)months);
        if (months < 0)
        {
            to.Append((byte)'-');
        }
        to.Append(magnitude / 12).Append((byte)'-').Append(magnitude % 12);
    }

    public static string Double(double value) => Text(value, static (v, to) => Double(v, to));

    public static string Real(float value) => Text(value, static (v, to) => Real(v, to));

    public static string JavaDouble(double value) => Text(value, static (v, to) => JavaDouble(v, to));

    public static string JavaReal(float value) => Text(value, static (v, to) => JavaReal(v, to));

    public static string Decimal(Int128 unscaled, int scale) =>
        Text((Unscaled: unscaled, Scale: scale), static (v, to) => Decimal(v.Unscaled, v.Scale, to));

    public static string Date(int days) => Text(days, static (v, to) => Date(v, to));

    public static string Timestamp(long micros, int precision) =>
        Text((micros, precision), static (v, to) => Timestamp(v.micros, v.precision, to));

    public static string Time(long micros, int precision) => Text((micros, precision), static (v, to) => Time(v.micros, v.precision, to));

    public static string Zoned(long instantMicros, string zone, int precision) =>
        Text((instantMicros, zone, precision), static (v, to) => Zoned(v.instantMicros, v.zone, v.precision, to));

    /// <summary>A time with time zone: local time and offset in minutes.</summary>
    public static string ZonedTime(long micros, int offsetMinutes, int precision) =>
        Text(
            (micros, offsetMinutes, precision),
            static (v, to) =>
            {
                Time(v.micros, v.precision, to);
                Offset(v.offsetMinutes, to);
            }
        );

    public static string IntervalDayTime(long millis) => Text(millis, static (v, to) => IntervalDayTime(v, to));

    public static string IntervalYearMonth(int months) => Text(months, static (v, to) => IntervalYearMonth(v, to));

    static string Text<T>(T value, Action<T, Utf8Text> write)
    {
        var text = _scratch ??= new Utf8Text();
        text.Clear();
        write(value, text);
        return text.ToString();
    }

    static void Date(long year, int month, int day, Utf8Text to)
    {
        if (year < 0)
        {
            to.Append((byte)'-');
        }
        else if (year > 9999)
        {
            to.Append((byte)'+');
        }
        to.AppendPadded(Math.Abs(year), 4).Append((byte)'-').AppendPadded(month, 2).Append((byte)'-').AppendPadded(day, 2);
    }

    static bool Special(double value, Utf8Text to)
    {
        if (double.IsNaN(value))
        {
            to.Append("NaN"u8);
        }
        else if (double.IsInfinity(value))
        {
            to.Append(value > 0 ? "Infinity"u8 : "-Infinity"u8);
        }
        else if (value == 0)
        {
            to.Append(double.IsNegative(value) ? "-0E0"u8 : "0E0"u8);
        }
        else
        {
            return false;
        }
        return true;
    }

    // Whole numbers and short decimals are what data holds; up to 15 digits every correct algorithm finds the same ones.
    static bool ShortDigits(double value, Span<byte> digits, out int count, out int exponent)
    {
        count = 0;
        exponent = 0;
        if (value is not (>= 1e-3 and < 1e15))
        {
            return false;
        }
        Span<byte> text = stackalloc byte[32];
        if (!value.TryFormat(text, out var written, "R", CultureInfo.InvariantCulture) || written > 16)
        {
            return false;
        }
        var seen = false;
        var pointAt = -1;
        for (var i = 0; i < written; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                pointAt = i;
                continue;
            }
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
            if (c != '0' || seen)
            {
                seen = true;
                digits[count++] = c;
            }
            else if (pointAt >= 0)
            {
                exponent--;
            }
        }
        var whole = pointAt < 0 ? written : pointAt;
        if (text[0] != '0')
        {
            exponent = whole;
        }
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }
        return true;
    }

    static void RoundHalfEven(Span<byte> digits, ref int count, int keep, ref int exponent)
    {
        var next = digits[keep];
        var up = next > '5' || (next == '5' && (count > keep + 1 || (digits[keep - 1] & 1) != 0));
        count = keep;
        if (up)
        {
            var i = keep - 1;
            while (i >= 0 && digits[i] == '9')
            {
                digits[i--] = (byte)'0';
            }
            if (i < 0)
            {
                digits[0] = (byte)'1';
                exponent++;
            }
            else
            {
                digits[i]++;
            }
        }
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }
    }

    static void Scientific(ReadOnlySpan<byte> digits, int count, int exponent, bool negative, Utf8Text to)
    {
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }
        if (negative)
        {
            to.Append((byte)'-');
        }
        to.Append(digits[0]).Append((byte)'.');
        if (count == 1)
        {
            to.Append((byte)'0');
        }
        else
        {
            to.Append(digits[1..count]);
        }
        to.Append((byte)'E').Append((long)(exponent - 1));
    }

    static void Java(ReadOnlySpan<byte> digits, int exponent, bool negative, Utf8Text to)
    {
        if (exponent is < -2 or > 7)
        {
            if (negative)
            {
                to.Append((byte)'-');
            }
            to.Append(digits[0]).Append((byte)'.');
            if (digits.Length == 1)
            {
                to.Append((byte)'0');
            }
            else
            {
                to.Append(digits[1..]);
            }
            to.Append((byte)'E').Append((long)(exponent - 1));
            return;
        }
        if (negative)
        {
            to.Append((byte)'-');
        }
        if (exponent <= 0)
        {
            to.Append("0."u8);
            for (var i = exponent; i < 0; i++)
            {
                to.Append((byte)'0');
            }
            to.Append(digits);
            return;
        }
        for (var i = 0; i < exponent; i++)
        {
            to.Append(i < digits.Length ? digits[i] : (byte)'0');
        }
        to.Append((byte)'.');
        if (digits.Length > exponent)
        {
            to.Append(digits[exponent..]);
        }
        else
        {
            to.Append((byte)'0');
        }
    }
}
