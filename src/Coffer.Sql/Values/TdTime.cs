using System.Globalization;
using System.Text;

namespace Coffer.Sql.Values;

/// <summary>
/// The time functions of Treasure Data: windows (TD_TIME_RANGE, TD_INTERVAL), parsing, truncation and arithmetic on unix seconds. Pure:
/// the caller gives "now". All calendar steps are local time of the zone. The interval notation is the documented one, checked against the
/// examples in the tests.
/// </summary>
public static class TdTime
{
    const long Day = 86_400;

    /// <summary>
    /// Unix seconds of a time text: <c>yyyy-MM-dd</c> or <c>yyyy/MM/dd</c>, optionally <c>HH:mm[:ss[.fraction]]</c> after a blank or T, optionally a
    /// zone (offset, name, or <c>[Zone/Id]</c>); else <paramref name="zone"/> holds. False when it is none of these.
    /// </summary>
    public static bool TryParse(string text, TrinoZone zone, out long unix)
    {
        unix = 0;
        var at = 0;
        var s = text.AsSpan().Trim();
        if (!Number(s, ref at, 4, 4, out var year) || at >= s.Length || s[at] is not ('-' or '/'))
        {
            return false;
        }
        var separator = s[at++];
        if (
            !Number(s, ref at, 1, 2, out var month)
            || at >= s.Length
            || s[at++] != separator
            || !Number(s, ref at, 1, 2, out var day)
            || !CivilDate.IsValid(year, month, day)
        )
        {
            return false;
        }
        var seconds = 0L;
        if (at + 1 < s.Length && s[at] is ' ' or 'T' && char.IsAsciiDigit(s[at + 1]))
        {
            at++;
            if (
                !Number(s, ref at, 1, 2, out var hour)
                || hour > 23
                || at >= s.Length
                || s[at++] != ':'
                || !Number(s, ref at, 1, 2, out var minute)
                || minute > 59
            )
            {
                return false;
            }
            seconds = (hour * 3600) + (minute * 60);
            if (at < s.Length && s[at] == ':')
            {
                at++;
                if (!Number(s, ref at, 1, 2, out var second) || second > 59)
                {
                    return false;
                }
                seconds += second;
                if (at + 1 < s.Length && s[at] is '.' or ',' && char.IsAsciiDigit(s[at + 1]))
                {
                    at++;
                    while (at < s.Length && char.IsAsciiDigit(s[at]))
                    {
                        at++;
                    }
                }
            }
        }
        var rest = s[at..].Trim();
        if (rest.Length > 2 && rest[^1] == ']' && rest.IndexOf('[') is var open and >= 0)
        {
            rest = rest[(open + 1)..^1];
        }
        if (rest.Length > 0)
        {
            if (TdZone.Find(rest.ToString()) is not { } own)
            {
                return false;
            }
            zone = own;
        }
        unix = ToUnix((CivilDate.ToDays(year, month, day) * Day) + seconds, zone);
        return true;
    }

    /// <summary>
    /// The bounds [from, to) of TD_TIME_RANGE. A bound is a number of seconds, a time text, or null for an open end.
    /// </summary>
    /// <exception cref="TrinoException">A text is not a time (for example a zone in the place of the end).</exception>
    public static (long From, long To) Range(object? start, object? end, string zone)
    {
        var rules = TdZone.Get(zone);
        return (Bound(start, rules) ?? 0, Bound(end, rules) ?? long.MaxValue);
    }

    /// <summary>The window [from, to) of TD_INTERVAL for a reference time in unix seconds.</summary>
    /// <exception cref="TrinoException">The text is not an interval.</exception>
    public static (long From, long To) Interval(string text, long now, string zone)
    {
        var rules = TdZone.Get(zone);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (count, unit) = Step(slash < 0 ? text : text[..slash]) ?? throw BadInterval(text);
        var local = ToLocal(now, rules);
        long context;
        if (slash < 0)
        {
            context = Truncate(local, unit);
        }
        else
        {
            context = Offset(text[(slash + 1)..], local, unit, rules) ?? throw BadInterval(text);
        }
        var grid = Truncate(context, unit);
        var far = Add(grid, unit, count);
        var near = context;
        return (ToUnix(Math.Min(near, far), rules), ToUnix(Math.Max(near, far), rules));
    }

    /// <summary>Start of the unit that holds a time; units are minute hour day week month quarter year (and second).</summary>
    public static long? DateTrunc(string unit, long unix, TrinoZone zone)
    {
        char? code = unit.ToLowerInvariant() switch
        {
            "second" => 's',
            "minute" => 'm',
            "hour" => 'h',
            "day" => 'd',
            "week" => 'w',
            "month" => 'M',
            "quarter" => 'q',
            "year" => 'y',
            _ => null,
        };
        return code is { } c ? ToUnix(Truncate(ToLocal(unix, zone), c), zone) : null;
    }

    /// <summary>TD_TIME_ADD: durations such as <c>-1d</c>, <c>1h30m</c>, <c>-42w</c>; null when the duration is not one.</summary>
    public static long? Add(long unix, string duration)
    {
        var total = 0L;
        var at = 0;
        var s = duration.AsSpan().Trim();
        if (s.Length == 0)
        {
            return null;
        }
        var sign = 1;
        while (at < s.Length)
        {
            if (s[at] is '+' or '-')
            {
                sign = s[at++] == '-' ? -1 : 1;
            }
            if (!Number(s, ref at, 1, 12, out var count) || at >= s.Length)
            {
                return null;
            }
            long? size = s[at++] switch
            {
                'w' => 7 * Day,
                'd' => Day,
                'h' => 3600,
                'm' => 60,
                's' => 1,
                _ => null,
            };
            if (size is not { } seconds)
            {
                return null;
            }
            total += sign * count * seconds;
        }
        return unix + total;
    }

    /// <summary>TD_TIME_STRING: a code (<c>d</c>, <c>d!</c> …), or any other text as a TD_TIME_FORMAT pattern.</summary>
    public static string String(long unix, string code, TrinoZone zone)
    {
        var brief = code.Length == 2 && code[1] == '!';
        if ((code.Length == 1 || brief) && "yqMwdhms".Contains(code[0], StringComparison.Ordinal))
        {
            var local = Truncate(ToLocal(unix, zone), code[0]);
            var text = LocalText(local);
            if (brief)
            {
                return code[0] switch
                {
                    'y' => text[..4],
                    'q' or 'M' => text[..7],
                    'w' or 'd' => text[..10],
                    'h' => text[..13],
                    'm' => text[..16],
                    _ => text,
                };
            }
            var offset = zone.OffsetSeconds(ToUnix(local, zone) * 1_000_000) / 60;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{text}{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00}"
            );
        }
        return Format(unix, code, zone);
    }

    /// <summary>TD_TIME_FORMAT: the letters of Java's SimpleDateFormat.</summary>
    /// <exception cref="TrinoException">A letter is not known.</exception>
    public static string Format(long unix, string pattern, TrinoZone zone)
    {
        var local = ToLocal(unix, zone);
        var days = CivilDate.Floor(local, Day);
        var second = (int)(local - (days * Day));
        CivilDate.FromDays(days, out var year, out var month, out var day);
        var text = new StringBuilder();
        var at = 0;
        while (at < pattern.Length)
        {
            var c = pattern[at];
            if (c == '\'')
            {
                Quoted(pattern, ref at, text);
                continue;
            }
            if (!char.IsAsciiLetter(c))
            {
                text.Append(c);
                at++;
                continue;
            }
            var run = 1;
            while (at + run < pattern.Length && pattern[at + run] == c)
            {
                run++;
            }
            at += run;
            var hour = second / 3600;
            switch (c)
            {
                case 'y':
                    Year(text, year, run);
                    break;
                case 'Y':
                    Year(text, WeekYear(days), run);
                    break;
                case 'M' or 'L':
                    text.Append(
                        run >= 4 ? Names.Months[month - 1]
                        : run == 3 ? Names.Months[month - 1][..3]
                        : Pad(month, run)
                    );
                    break;
                case 'd':
                    text.Append(Pad(day, run));
                    break;
                case 'D':
                    text.Append(Pad(CivilDate.DayOfYear(days), run));
                    break;
                case 'E':
                    text.Append(run >= 4 ? Names.Days[CivilDate.DayOfWeek(days) - 1] : Names.Days[CivilDate.DayOfWeek(days) - 1][..3]);
                    break;
                case 'u':
                    text.Append(Pad(CivilDate.DayOfWeek(days), run));
                    break;
                case 'F':
                    text.Append(Pad(((day - 1) / 7) + 1, run));
                    break;
                case 'w':
                    text.Append(Pad(WeekOfYear(days), run));
                    break;
                case 'W':
                    text.Append(Pad(((day - 1 + FirstWeekday(year, month)) / 7) + 1, run));
                    break;
                case 'a':
                    text.Append(hour < 12 ? "AM" : "PM");
                    break;
                case 'H':
                    text.Append(Pad(hour, run));
                    break;
                case 'k':
                    text.Append(Pad(hour == 0 ? 24 : hour, run));
                    break;
                case 'K':
                    text.Append(Pad(hour % 12, run));
                    break;
                case 'h':
                    text.Append(Pad(hour % 12 == 0 ? 12 : hour % 12, run));
                    break;
                case 'm':
                    text.Append(Pad(second / 60 % 60, run));
                    break;
                case 's':
                    text.Append(Pad(second % 60, run));
                    break;
                case 'S':
                    text.Append(Pad(0, run));
                    break;
                case 'G':
                    text.Append(year > 0 ? "AD" : "BC");
                    break;
                case 'z':
                    text.Append(zone.ShortName(unix * 1_000_000));
                    break;
                case 'Z':
                    text.Append(OffsetText(zone.OffsetSeconds(unix * 1_000_000) / 60, false));
                    break;
                case 'X':
                    var minutes = zone.OffsetSeconds(unix * 1_000_000) / 60;
                    text.Append(
                        minutes == 0 ? "Z"
                        : run == 1 ? OffsetText(minutes, false)[..3]
                        : OffsetText(minutes, run == 3)
                    );
                    break;
                default:
                    throw TrinoException.InvalidArgument($"Illegal pattern character '{c}'");
            }
        }
        return text.ToString();
    }

    static int FirstWeekday(long year, int month) => CivilDate.DayOfWeek(CivilDate.ToDays(year, month, 1)) % 7;

    // Java's default locale counts weeks from Sunday; week 1 holds January 1.
    static int WeekOfYear(long days)
    {
        CivilDate.FromDays(days, out var year, out _, out _);
        if (WeekYear(days) > year)
        {
            return 1;
        }
        var january1 = CivilDate.ToDays(year, 1, 1);
        return (int)((days - january1 + (CivilDate.DayOfWeek(january1) % 7)) / 7) + 1;
    }

    static long WeekYear(long days)
    {
        CivilDate.FromDays(days, out var year, out _, out _);
        var next = CivilDate.ToDays(year + 1, 1, 1);
        var firstSunday = next - (CivilDate.DayOfWeek(next) % 7);
        return days >= firstSunday ? year + 1 : year;
    }

    static void Year(StringBuilder text, long year, int run) => text.Append(run == 2 ? Pad((int)(year % 100), 2) : Pad((int)year, run));

    static string Pad(int value, int width) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    static string OffsetText(int minutes, bool colon) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{(colon ? ":" : "")}{Math.Abs(minutes) % 60:00}"
        );

    static void Quoted(string pattern, ref int at, StringBuilder text)
    {
        at++;
        if (at < pattern.Length && pattern[at] == '\'')
        {
            text.Append('\'');
            at++;
            return;
        }
        while (at < pattern.Length)
        {
            if (pattern[at] == '\'')
            {
                at++;
                if (at >= pattern.Length || pattern[at] != '\'')
                {
                    return;
                }
            }
            text.Append(pattern[at++]);
        }
        throw TrinoException.InvalidArgument("Unterminated quote");
    }

    static string LocalText(long local) => TrinoText.Timestamp(local * 1_000_000, 0);

    static long? Bound(object? bound, TrinoZone zone) =>
        bound switch
        {
            null => null,
            long seconds => seconds,
            int seconds => seconds,
            string text when TryParse(text, zone, out var unix) => unix,
            _ => throw TrinoException.InvalidArgument($"TD_TIME_RANGE: not a time: {bound}"),
        };

    static TrinoException BadInterval(string text) => TrinoException.InvalidArgument($"TD_INTERVAL: not an interval: {text}");

    // offset := 'now' | shift | date-time, and shifts may precede another offset: -1q/-1y/0y
    static long? Offset(string text, long local, char windowUnit, TrinoZone zone)
    {
        var moved = local;
        var parts = SplitOffsets(text);
        for (var i = 0; i < parts.Count - 1; i++)
        {
            if (Step(parts[i]) is not { } shift)
            {
                return null;
            }
            moved = Add(moved, shift.Unit, shift.Count);
        }
        var last = parts[^1];
        if (last == "now")
        {
            return moved;
        }
        if (Step(last) is { } step)
        {
            return Add(Truncate(moved, step.Unit), step.Unit, step.Count);
        }
        var exact = last.EndsWith(')');
        if (!TryParse(exact ? last[..^1] : last, zone, out var unix))
        {
            return null;
        }
        var at = ToLocal(unix, zone);
        foreach (var part in parts.SkipLast(1))
        {
            var shift = Step(part)!.Value;
            at = Add(at, shift.Unit, shift.Count);
        }
        return exact ? at : Truncate(at, windowUnit);
    }

    // Slashes also stand inside dates such as 2016/10/01: only a step before a slash ends there.
    static List<string> SplitOffsets(string text)
    {
        var parts = new List<string>();
        while (text.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && Step(text[..slash]) is not null)
        {
            parts.Add(text[..slash]);
            text = text[(slash + 1)..];
        }
        parts.Add(text);
        return parts;
    }

    static (long Count, char Unit)? Step(string text)
    {
        var s = text.AsSpan();
        var at = 0;
        var sign = 1;
        if (s.Length > 0 && s[0] is '+' or '-')
        {
            sign = s[0] == '-' ? -1 : 1;
            at = 1;
        }
        return Number(s, ref at, 1, 9, out var count) && at == s.Length - 1 && "smhdwMqy".Contains(s[at], StringComparison.Ordinal)
            ? (sign * (long)count, s[at])
            : null;
    }

    static long Truncate(long local, char unit)
    {
        switch (unit)
        {
            case 's':
                return local;
            case 'm':
                return CivilDate.Floor(local, 60) * 60;
            case 'h':
                return CivilDate.Floor(local, 3600) * 3600;
        }
        var days = CivilDate.Floor(local, Day);
        CivilDate.FromDays(days, out var year, out var month, out _);
        return unit switch
            {
                'd' => days,
                'w' => days - (CivilDate.DayOfWeek(days) - 1),
                'M' => CivilDate.ToDays(year, month, 1),
                'q' => CivilDate.ToDays(year, ((month - 1) / 3 * 3) + 1, 1),
                _ => CivilDate.ToDays(year, 1, 1),
            } * Day;
    }

    static long Add(long local, char unit, long count)
    {
        long? size = unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => Day,
            'w' => 7 * Day,
            _ => null,
        };
        if (size is { } seconds)
        {
            return local + (count * seconds);
        }
        var months =
            count
            * (
                unit == 'M' ? 1
                : unit == 'q' ? 3
                : 12
            );
        var days = CivilDate.Floor(local, Day);
        return (CivilDate.AddMonths(days, months) * Day) + (local - (days * Day));
    }

    static long ToLocal(long unix, TrinoZone zone) => unix + zone.OffsetSeconds(unix * 1_000_000);

    static long ToUnix(long local, TrinoZone zone) => zone.ToInstant(local * 1_000_000) / 1_000_000;

    static bool Number(ReadOnlySpan<char> text, ref int at, int minimum, int maximum, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && at - start < maximum && char.IsAsciiDigit(text[at]))
        {
            value = (value * 10) + (text[at++] - '0');
        }
        return at - start >= minimum;
    }
}
