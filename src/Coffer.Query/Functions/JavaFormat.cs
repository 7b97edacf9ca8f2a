using System.Globalization;
using System.Numerics;
using System.Text;
using Coffer.Sql.Values;
using Vector = Coffer.DuckDb.Vector;

namespace Coffer.Query.Functions;

/// <summary>
/// format(): the directives of java.util.Formatter. Arguments come as text with one letter each for their family: i integer, f floating, d decimal,
/// b boolean, t date or time, s text, n NULL.
/// </summary>
static class JavaFormat
{
    public static bool Format(Vector[] a, int row, Utf8Text to)
    {
        var pattern = a[0].String(row);
        var kinds = a[1].String(row);
        var range = a[2].Range(row);
        var elements = a[2].Elements;
        var values = new string?[range.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = elements.IsNull(range.Start + i) ? null : elements.String(range.Start + i);
        }
        to.Append(Format(pattern, kinds, values));
        return true;
    }

    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT: Invalid format string.</exception>
    public static string Format(string pattern, string kinds, string?[] values)
    {
        var text = new StringBuilder();
        var ordinary = 0;
        var last = -1;
        var at = 0;
        while (at < pattern.Length)
        {
            if (pattern[at] != '%')
            {
                text.Append(pattern[at++]);
                continue;
            }
            var directive =
                Directive.Read(pattern, ref at)
                ?? throw Invalid(pattern, $"UnknownFormatConversion: Conversion = '{(at < pattern.Length ? pattern[at] : '%')}'");
            if (directive.Conversion == '%')
            {
                text.Append(directive.Pad("%"));
                continue;
            }
            if (directive.Conversion == 'n')
            {
                text.Append('\n');
                continue;
            }
            var index =
                directive.Relative ? last
                : directive.Index > 0 ? directive.Index - 1
                : ordinary++;
            if (index < 0 || index >= values.Length)
            {
                throw Invalid(pattern, $"MissingFormatArgument: Format specifier '{directive.Text}'");
            }
            last = index;
            text.Append(
                directive.Upper
                    ? Print(pattern, directive, kinds[index], values[index]).ToUpperInvariant()
                    : Print(pattern, directive, kinds[index], values[index])
            );
        }
        return text.ToString();
    }

    static string Print(string pattern, Directive d, char kind, string? value)
    {
        switch (d.Conversion)
        {
            case 'b':
                return d.Pad(
                    d.Cut(
                        value is null ? "false"
                        : kind == 'b' ? value
                        : "true"
                    )
                );
            case 's':
                return d.Pad(
                    d.Cut(
                        value is null ? "null"
                        : kind == 't' ? JavaTime(value)
                        : value
                    )
                );
            case 'h':
                return d.Pad(d.Cut(value is null ? "null" : JavaHash(value).ToString("x", CultureInfo.InvariantCulture)));
        }
        if (value is null)
        {
            return d.Pad(d.Cut("null"));
        }
        switch (d.Conversion)
        {
            case 'd' or 'x' or 'o' when kind == 'i':
                return Integer(d, long.Parse(value, CultureInfo.InvariantCulture));
            case 'c' when kind == 'i':
                return d.Pad(new Rune(int.Parse(value, CultureInfo.InvariantCulture)).ToString());
            case 'f' or 'e' or 'g' or 'a' when kind is 'f' or 'd':
                return Floating(d, value);
            case 't' when kind == 't':
                return d.Pad(DateTime(pattern, d, value));
            default:
                throw Invalid(pattern, $"IllegalFormatConversion: {d.Conversion} != {JavaType(kind)}");
        }
    }

    static string JavaType(char kind) =>
        kind switch
        {
            'i' => "java.lang.Long",
            'f' => "java.lang.Double",
            'd' => "java.math.BigDecimal",
            'b' => "java.lang.Boolean",
            't' => "java.time.LocalDateTime",
            _ => "java.lang.String",
        };

    static int JavaHash(string text)
    {
        var hash = 0;
        foreach (var c in text)
        {
            hash = (31 * hash) + c;
        }
        return hash;
    }

    static string Integer(Directive d, long value)
    {
        if (d.Conversion != 'd')
        {
            var digits = d.Conversion == 'x' ? value.ToString("x", CultureInfo.InvariantCulture) : Convert.ToString(value, 8);
            var prefix = d.Has('#') ? (d.Conversion == 'x' ? "0x" : "0") : "";
            return d.Has('0') ? prefix + digits.PadLeft(Math.Max(0, d.Width - prefix.Length), '0') : d.Pad(prefix + digits);
        }
        var magnitude = Int128.Abs(value).ToString(CultureInfo.InvariantCulture);
        return Signed(d, value < 0, d.Has(',') ? Group(magnitude) : magnitude);
    }

    static string Floating(Directive d, string value)
    {
        if (value is "NaN" or "Infinity" or "-Infinity")
        {
            var shown =
                value == "NaN" ? value
                : value[0] == '-' ? (d.Has('(') ? "(Infinity)" : value)
                : (
                    d.Has('+') ? "+"
                    : d.Has(' ') ? " "
                    : ""
                ) + value;
            return d.Pad(shown);
        }
        var negative = value[0] == '-';
        var digits = negative ? value[1..] : value;
        var precision = d.Precision < 0 ? 6 : d.Precision;
        var text = d.Conversion switch
        {
            'f' => Fixed(digits, precision),
            'e' => Exponent(digits, precision),
            _ => General(digits, precision == 0 ? 1 : precision),
        };
        if (d.Has(','))
        {
            var point = text.IndexOf('.', StringComparison.Ordinal);
            text = point < 0 ? Group(text) : Group(text[..point]) + text[point..];
        }
        return Signed(d, negative, text);
    }

    // value = unscaled · 10^−scale, without a sign
    static (BigInteger Unscaled, int Scale) Parse(string value)
    {
        var exponentAt = value.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(value[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? value : value[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : mantissa.Length - point - 1;
        return (BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), scale - exponent);
    }

    static string Fixed(string value, int precision)
    {
        var (unscaled, scale) = Parse(value);
        unscaled =
            scale > precision
                ? TrinoParse.DivideHalfUp(unscaled, BigInteger.Pow(10, scale - precision))
                : unscaled * BigInteger.Pow(10, precision - scale);
        var digits = unscaled.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        return precision == 0 ? digits : $"{digits[..^precision]}.{digits[^precision..]}";
    }

    static string Exponent(string value, int precision)
    {
        var (unscaled, scale) = Parse(value);
        if (unscaled.IsZero)
        {
            return (precision == 0 ? "0" : "0." + new string('0', precision)) + "e+00";
        }
        var digits = unscaled.ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1 - scale;
        if (digits.Length > precision + 1)
        {
            var rounded = TrinoParse
                .DivideHalfUp(unscaled, BigInteger.Pow(10, digits.Length - precision - 1))
                .ToString(CultureInfo.InvariantCulture);
            exponent += rounded.Length - (precision + 1);
            digits = rounded[..(precision + 1)];
        }
        digits = digits.PadRight(precision + 1, '0');
        var mantissa = precision == 0 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    static string General(string value, int precision)
    {
        var (unscaled, scale) = Parse(value);
        if (unscaled.IsZero)
        {
            return Fixed(value, precision - 1);
        }
        var exponent = unscaled.ToString(CultureInfo.InvariantCulture).Length - 1 - scale;
        return exponent >= -4 && exponent < precision
            ? Fixed(value, Math.Max(0, precision - 1 - exponent))
            : Exponent(value, precision - 1);
    }

    static string Signed(Directive d, bool negative, string digits)
    {
        var before =
            negative ? (d.Has('(') ? "(" : "-")
            : d.Has('+') ? "+"
            : d.Has(' ') ? " "
            : "";
        var after = negative && d.Has('(') ? ")" : "";
        return d.Has('0')
            ? before + digits.PadLeft(Math.Max(0, d.Width - before.Length - after.Length), '0') + after
            : d.Pad(before + digits + after);
    }

    static string Group(string digits)
    {
        var text = new StringBuilder(digits);
        for (var at = digits.Length - 3; at > 0; at -= 3)
        {
            text.Insert(at, ',');
        }
        return text.ToString();
    }

    static string DateTime(string pattern, Directive d, string value)
    {
        TrinoZone? zone = null;
        long local;
        if (!TrinoParse.TryTimestamp(value, out local, out var zoneText, out _))
        {
            TrinoParse.TryTime(value, out local, out _);
        }
        else if (zoneText is not null)
        {
            zone = TrinoZone.Get(zoneText);
        }
        var java = d.DateLetter switch
        {
            'Y' => "yyyy",
            'y' => "yy",
            'm' => "MM",
            'd' => "dd",
            'e' => "d",
            'H' => "HH",
            'k' => "H",
            'I' => "hh",
            'l' => "h",
            'M' => "mm",
            'S' => "ss",
            'L' => "SSS",
            'N' => "SSSSSSSSS",
            'p' => "a",
            'B' => "MMMM",
            'b' or 'h' => "MMM",
            'A' => "EEEE",
            'a' => "EEE",
            'j' => "DDD",
            'C' => "CC",
            'F' => "yyyy-MM-dd",
            'T' => "HH:mm:ss",
            'R' => "HH:mm",
            'D' => "MM/dd/yy",
            'r' => "hh:mm:ss a",
            'z' => "Z",
            'Z' => "z",
            's' => null,
            'Q' => null,
            'c' => "EEE MMM dd HH:mm:ss z yyyy",
            _ => throw Invalid(pattern, $"UnknownFormatConversion: Conversion = 't{d.DateLetter}'"),
        };
        var instant = zone?.ToInstant(local) ?? local;
        if (java is null)
        {
            return (instant / (d.DateLetter == 's' ? 1_000_000 : 1000)).ToString(CultureInfo.InvariantCulture);
        }
        var text = new Utf8Text();
        DatePattern.Get(Encoding.UTF8.GetBytes(java), false).Format(local, instant, zone ?? TrinoZone.Utc, text);
        return d.DateLetter == 'p' ? text.ToString().ToLowerInvariant() : text.ToString();
    }

    // java.time's own text: a T, no seconds when they are zero, fractions in groups of three digits, the region in brackets.
    static string JavaTime(string value)
    {
        string Clock(long micros)
        {
            var seconds = micros / 1_000_000;
            var fraction = micros % 1_000_000;
            var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}");
            if (seconds % 60 != 0 || fraction != 0)
            {
                text += string.Create(CultureInfo.InvariantCulture, $":{seconds % 60:00}");
            }
            return fraction == 0 ? text
                : fraction % 1000 == 0 ? text + string.Create(CultureInfo.InvariantCulture, $".{fraction / 1000:000}")
                : text + string.Create(CultureInfo.InvariantCulture, $".{fraction:000000}");
        }
        if (TrinoParse.TryTime(value, out var time, out _))
        {
            return Clock(time);
        }
        if (!value.Contains(' ', StringComparison.Ordinal) || !TrinoParse.TryTimestamp(value, out var local, out var zoneText, out _))
        {
            return value;
        }
        var days = CivilDate.Floor(local, DateTimeFunctions.MicrosPerDay);
        var text = $"{TrinoText.Date((int)days)}T{Clock(local - (days * DateTimeFunctions.MicrosPerDay))}";
        if (zoneText is null)
        {
            return text;
        }
        var zone = TrinoZone.Get(zoneText);
        var offset = zone.OffsetSeconds(zone.ToInstant(local)) / 60;
        var shown = new Utf8Text();
        TrinoText.Offset(offset, shown);
        return text + (offset == 0 ? "Z" : shown.ToString()) + (char.IsAsciiLetter(zone.Id[0]) ? $"[{zone.Id}]" : "");
    }

    static TrinoException Invalid(string pattern, string reason) =>
        TrinoException.InvalidArgument($"Invalid format string: {pattern} ({reason})");

    /// <summary>%[index$][flags][width][.precision]conversion</summary>
    sealed record Directive(
        string Text,
        int Index,
        bool Relative,
        string Flags,
        int Width,
        int Precision,
        char Conversion,
        bool Upper,
        char DateLetter
    )
    {
        public static Directive? Read(string pattern, ref int at)
        {
            var start = at++;
            var index = 0;
            var mark = at;
            if (Number(pattern, ref at, out var number) && at < pattern.Length && pattern[at] == '$')
            {
                index = number;
                at++;
            }
            else
            {
                at = mark;
            }
            var relative = false;
            var flags = new StringBuilder();
            while (at < pattern.Length && "-#+ 0,(<".Contains(pattern[at], StringComparison.Ordinal))
            {
                relative |= pattern[at] == '<';
                flags.Append(pattern[at++]);
            }
            Number(pattern, ref at, out var width);
            var precision = -1;
            if (at < pattern.Length && pattern[at] == '.')
            {
                at++;
                var zero = at < pattern.Length && pattern[at] == '0';
                at += zero ? 1 : 0;
                if (!Number(pattern, ref at, out precision) && !zero)
                {
                    return null;
                }
            }
            if (at >= pattern.Length)
            {
                return null;
            }
            var conversion = pattern[at];
            var upper = char.IsAsciiLetterUpper(conversion) && "BHSCXEGAT".Contains(conversion, StringComparison.Ordinal);
            conversion = upper ? char.ToLowerInvariant(conversion) : conversion;
            if (!"bhscdoxefgat%n".Contains(conversion, StringComparison.Ordinal))
            {
                return null;
            }
            at++;
            var letter = '\0';
            if (conversion == 't')
            {
                if (at >= pattern.Length)
                {
                    return null;
                }
                letter = pattern[at++];
            }
            return new Directive(pattern[start..at], index, relative, flags.ToString(), width, precision, conversion, upper, letter);
        }

        public bool Has(char flag) => Flags.Contains(flag, StringComparison.Ordinal);

        public string Cut(string text) => Precision >= 0 && text.Length > Precision ? text[..Precision] : text;

        public string Pad(string text) => Has('-') ? text.PadRight(Width) : text.PadLeft(Width);

        static bool Number(string text, ref int at, out int value)
        {
            value = 0;
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 9)
            {
                if (at == start && text[at] == '0')
                {
                    return false;
                }
                value = (value * 10) + (text[at++] - '0');
            }
            return at > start;
        }
    }
}
