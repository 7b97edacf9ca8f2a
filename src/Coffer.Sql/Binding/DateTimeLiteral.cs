using System.Globalization;
using System.Text.RegularExpressions;
using Coffer.Sql.Values;

namespace Coffer.Sql.Binding;

/// <summary>The texts of DATE, TIME and TIMESTAMP literals (trinodb/trino core/trino-main/src/main/java/io/trino/type/DateTimes.java).</summary>
static partial class DateTimeLiteral
{
    const long MicrosPerDay = 86_400_000_000;
    const int MicroDigits = 6;

    /// <summary>Days since 1970-01-01, or null.</summary>
    public static long? Date(string text)
    {
        var match = DatePattern().Match(text.Trim());
        return match.Success ? Days(match) : null;
    }

    /// <summary>
    /// Microseconds (wall clock) with digits of the fraction and zone text; null when it is no timestamp. The digits may exceed six:
    /// the caller refuses that.
    /// </summary>
    public static (long Micros, int Precision, string? Zone)? Timestamp(string text)
    {
        var match = TimestampPattern().Match(text);
        if (!match.Success || Days(match) is not { } days || Clock(match) is not { } clock)
            return null;
        var zone = match.Groups["zone"];
        return ((days * MicrosPerDay) + clock, match.Groups["f"].Length, zone.Success ? zone.Value : null);
    }

    /// <summary>Microseconds of the day with digits of the fraction and, for a zoned time, minutes of the offset.</summary>
    public static (long Micros, int Precision, int? Offset)? Time(string text)
    {
        var match = TimePattern().Match(text);
        if (!match.Success || Clock(match) is not { } clock)
            return null;
        int? offset = null;
        if (match.Groups["oh"].Success)
        {
            offset = (int)((Number(match, "oh") * 60) + (match.Groups["om"].Success ? Number(match, "om") : 0));
            if (match.Groups["os"].Value == "-")
                offset = -offset;
            if (offset is < -14 * 60 or > 14 * 60)
                return null;
        }
        return (clock, match.Groups["f"].Length, offset);
    }

    static long? Days(Match match)
    {
        var (year, month, day) = (Number(match, "y"), (int)Number(match, "m"), (int)Number(match, "d"));
        if (match.Groups["ys"].Value == "-")
            year = -year;
        return CivilDate.IsValid(year, month, day) ? CivilDate.ToDays(year, month, day) : null;
    }

    static long? Clock(Match match)
    {
        if (!match.Groups["H"].Success)
            return 0;
        var (hour, minute, second) = (Number(match, "H"), Number(match, "M"), match.Groups["S"].Success ? Number(match, "S") : 0);
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        var fraction = match.Groups["f"].Value.PadRight(MicroDigits, '0')[..MicroDigits];
        return (((hour * 60) + minute) * 60 + second) * 1_000_000 + long.Parse(fraction, CultureInfo.InvariantCulture);
    }

    static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<ys>[-+]?)(?<y>[0-9]{1,9})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex(
        @"^(?<ys>[-+]?)(?<y>[0-9]{4,9})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})( (?:(?<H>[0-9]{1,2}):(?<M>[0-9]{1,2})(?::(?<S>[0-9]{1,2})(?:\.(?<f>[0-9]{1,12}))?)?)?\s*(?<zone>.+)?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TimestampPattern();

    [GeneratedRegex(
        @"^(?<H>[0-9]{1,2}):(?<M>[0-9]{1,2})(?::(?<S>[0-9]{1,2})(?:\.(?<f>[0-9]{1,12}))?)?\s*((?<os>[-+])(?<oh>[0-9]{2}):?(?<om>[0-9]{2})?)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TimePattern();
}
