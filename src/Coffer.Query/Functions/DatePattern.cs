using System.Text;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>
/// A compiled date pattern, from MySQL's percent letters (date_format, date_parse) or from Joda-Time's letters (format_datetime, parse_datetime).
/// Numbers print with a minimum of digits and read up to a maximum; names read in any case. Behaviour: golden/trino scalar-datetime.
/// </summary>
sealed class DatePattern
{
    const int PivotYear = 2020;

    [ThreadStatic]
    static (byte[] Text, bool Mysql, DatePattern Pattern)? _last;

    readonly List<Element> _elements = [];

    DatePattern() { }

    readonly record struct Element(DateField Field, int Minimum, int Maximum, string Text = "");

    public bool HasZone =>
        _elements.Exists(e => e.Field is DateField.ZoneName or DateField.Offset or DateField.OffsetColon or DateField.ZoneId);

    /// <summary>The compiled form of a pattern; the last one used on this thread is at hand.</summary>
    public static DatePattern Get(ReadOnlySpan<byte> text, bool mysql)
    {
        if (_last is { } last && last.Mysql == mysql && text.SequenceEqual(last.Text))
        {
            return last.Pattern;
        }
        var pattern = mysql ? Mysql(Encoding.UTF8.GetString(text)) : Joda(Encoding.UTF8.GetString(text));
        _last = (text.ToArray(), mysql, pattern);
        return pattern;
    }

    public void Format(long localMicros, long instantMicros, TrinoZone zone, Utf8Text to)
    {
        var millis = CivilDate.Floor(localMicros + 500, 1000);
        var days = CivilDate.Floor(millis, 86_400_000);
        var time = (int)(millis - (days * 86_400_000));
        CivilDate.FromDays(days, out var year, out var month, out var day);
        var hour = time / 3_600_000;
        foreach (var e in _elements)
        {
            switch (e.Field)
            {
                case DateField.Literal:
                    to.Append(e.Text);
                    break;
                case DateField.Era:
                    to.Append(year > 0 ? "AD"u8 : "BC"u8);
                    break;
                case DateField.Century:
                    to.AppendPadded(year / 100, e.Minimum);
                    break;
                case DateField.Year:
                    Signed(year, e.Minimum, to);
                    break;
                case DateField.TwoDigitYear:
                    to.AppendPadded(Math.Abs(year) % 100, 2);
                    break;
                case DateField.WeekYear:
                    CivilDate.IsoWeek(days, out var weekYear);
                    Signed(weekYear, e.Minimum, to);
                    break;
                case DateField.TwoDigitWeekYear:
                    CivilDate.IsoWeek(days, out var shortYear);
                    to.AppendPadded(Math.Abs(shortYear) % 100, 2);
                    break;
                case DateField.Week:
                    to.AppendPadded(CivilDate.IsoWeek(days, out _), e.Minimum);
                    break;
                case DateField.DayOfWeek:
                    to.AppendPadded(CivilDate.DayOfWeek(days), e.Minimum);
                    break;
                case DateField.DayNameShort:
                    to.Append(Names.Days[CivilDate.DayOfWeek(days) - 1].AsSpan(0, 3));
                    break;
                case DateField.DayNameLong:
                    to.Append(Names.Days[CivilDate.DayOfWeek(days) - 1]);
                    break;
                case DateField.DayOfYear:
                    to.AppendPadded(CivilDate.DayOfYear(days), e.Minimum);
                    break;
                case DateField.Month:
                    to.AppendPadded(month, e.Minimum);
                    break;
                case DateField.MonthNameShort:
                    to.Append(Names.Months[month - 1].AsSpan(0, 3));
                    break;
                case DateField.MonthNameLong:
                    to.Append(Names.Months[month - 1]);
                    break;
                case DateField.Day:
                    to.AppendPadded(day, e.Minimum);
                    break;
                case DateField.HalfDay:
                    to.Append(hour < 12 ? "AM"u8 : "PM"u8);
                    break;
                case DateField.HourOfHalfDay:
                    to.AppendPadded(hour % 12, e.Minimum);
                    break;
                case DateField.ClockHourOfHalfDay:
                    to.AppendPadded(hour % 12 == 0 ? 12 : hour % 12, e.Minimum);
                    break;
                case DateField.Hour:
                    to.AppendPadded(hour, e.Minimum);
                    break;
                case DateField.ClockHour:
                    to.AppendPadded(hour == 0 ? 24 : hour, e.Minimum);
                    break;
                case DateField.Minute:
                    to.AppendPadded(time / 60_000 % 60, e.Minimum);
                    break;
                case DateField.Second:
                    to.AppendPadded(time / 1000 % 60, e.Minimum);
                    break;
                case DateField.Fraction:
                    Fraction(time % 1000, e.Minimum, to);
                    break;
                case DateField.ZoneName:
                    to.Append(zone.ShortName(instantMicros));
                    break;
                case DateField.Offset or DateField.OffsetColon:
                    var minutes = zone.OffsetSeconds(instantMicros) / 60;
                    to.Append(minutes < 0 ? (byte)'-' : (byte)'+').AppendPadded(Math.Abs(minutes) / 60, 2);
                    if (e.Field == DateField.OffsetColon)
                    {
                        to.Append((byte)':');
                    }
                    to.AppendPadded(Math.Abs(minutes) % 60, 2);
                    break;
                case DateField.ZoneId:
                    to.Append(zone.Id);
                    break;
            }
        }
    }

    /// <summary>Reads a text into a wall clock in microseconds (whole milliseconds) and the zone that it names, if any.</summary>
    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT with Joda's text.</exception>
    public long Parse(string text, out TrinoZone? zone)
    {
        var values = new ParsedDate();
        var at = 0;
        foreach (var e in _elements)
        {
            var start = at;
            if (!Read(e, text, ref at, values))
            {
                throw Malformed(text, start);
            }
        }
        if (at < text.Length)
        {
            throw Malformed(text, at);
        }
        zone = values.Zone;
        return values.ToLocalMillis(text) * 1000;
    }

    /// <summary>Joda's message for a text that does not match from a position on.</summary>
    public static TrinoException Malformed(string text, int at) =>
        TrinoException.InvalidArgument(
            at >= text.Length && at > 0 ? $"Invalid format: \"{text}\" is too short"
            : at == 0 ? $"Invalid format: \"{text}\""
            : $"Invalid format: \"{text}\" is malformed at \"{text[at..]}\""
        );

    static DatePattern Mysql(string text)
    {
        var pattern = new DatePattern();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                pattern.Literal(text[i]);
                continue;
            }
            if (++i == text.Length)
            {
                break;
            }
            var c = text[i];
            switch (c)
            {
                case 'a':
                    pattern.Add(DateField.DayNameShort);
                    break;
                case 'b':
                    pattern.Add(DateField.MonthNameShort);
                    break;
                case 'c':
                    pattern.Add(DateField.Month, 1, 2);
                    break;
                case 'd':
                    pattern.Add(DateField.Day, 2, 2);
                    break;
                case 'e':
                    pattern.Add(DateField.Day, 1, 2);
                    break;
                case 'f':
                    pattern.Add(DateField.Fraction, 6, 9);
                    break;
                case 'H':
                    pattern.Add(DateField.Hour, 2, 2);
                    break;
                case 'h' or 'I':
                    pattern.Add(DateField.ClockHourOfHalfDay, 2, 2);
                    break;
                case 'i':
                    pattern.Add(DateField.Minute, 2, 2);
                    break;
                case 'j':
                    pattern.Add(DateField.DayOfYear, 3, 3);
                    break;
                case 'k':
                    pattern.Add(DateField.Hour, 1, 2);
                    break;
                case 'l':
                    pattern.Add(DateField.ClockHourOfHalfDay, 1, 2);
                    break;
                case 'M':
                    pattern.Add(DateField.MonthNameLong);
                    break;
                case 'm':
                    pattern.Add(DateField.Month, 2, 2);
                    break;
                case 'p':
                    pattern.Add(DateField.HalfDay);
                    break;
                case 'r':
                    pattern
                        .Add(DateField.ClockHourOfHalfDay, 2, 2)
                        .Literal(':')
                        .Add(DateField.Minute, 2, 2)
                        .Literal(':')
                        .Add(DateField.Second, 2, 2)
                        .Literal(' ')
                        .Add(DateField.HalfDay);
                    break;
                case 'S' or 's':
                    pattern.Add(DateField.Second, 2, 2);
                    break;
                case 'T':
                    pattern.Add(DateField.Hour, 2, 2).Literal(':').Add(DateField.Minute, 2, 2).Literal(':').Add(DateField.Second, 2, 2);
                    break;
                case 'v':
                    pattern.Add(DateField.Week, 2, 2);
                    break;
                case 'W':
                    pattern.Add(DateField.DayNameLong);
                    break;
                case 'x':
                    pattern.Add(DateField.WeekYear, 4, 4);
                    break;
                case 'Y':
                    pattern.Add(DateField.Year, 4, 4);
                    break;
                case 'y':
                    pattern.Add(DateField.TwoDigitYear, PivotYear, 2);
                    break;
                case 'D' or 'U' or 'u' or 'V' or 'w' or 'X':
                    throw TrinoException.InvalidArgument($"%{c} not supported in date format string");
                default:
                    pattern.Literal(c);
                    break;
            }
        }
        return pattern._elements.Count > 0 ? pattern : throw TrinoException.InvalidArgument("Both printing and parsing not supported");
    }

    static DatePattern Joda(string text)
    {
        if (text.Length == 0)
        {
            throw TrinoException.InvalidArgument("Invalid pattern specification");
        }
        var pattern = new DatePattern();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\'')
            {
                at++;
                if (at < text.Length && text[at] == '\'')
                {
                    pattern.Literal('\'');
                    at++;
                    continue;
                }
                while (at < text.Length)
                {
                    if (text[at] == '\'')
                    {
                        at++;
                        if (at >= text.Length || text[at] != '\'')
                        {
                            break;
                        }
                    }
                    pattern.Literal(text[at++]);
                }
                continue;
            }
            if (!char.IsAsciiLetter(c))
            {
                pattern.Literal(c);
                at++;
                continue;
            }
            var run = 1;
            while (at + run < text.Length && text[at + run] == c)
            {
                run++;
            }
            at += run;
            var nextIsNumber =
                at < text.Length
                && "cCxXyYdDhHmsSwekKM".Contains(text[at], StringComparison.Ordinal)
                && (text[at] != 'M' || !text.AsSpan(at).StartsWith("MMM"));
            pattern.Component(c, run, nextIsNumber);
        }
        return pattern._elements.Count > 0 ? pattern : throw TrinoException.InvalidArgument("Both printing and parsing not supported");
    }

    void Component(char c, int run, bool nextIsNumber)
    {
        switch (c)
        {
            case 'G':
                Add(DateField.Era);
                break;
            case 'C':
                Add(DateField.Century, run, run);
                break;
            case 'x' or 'y' or 'Y':
                if (run == 2)
                {
                    Add(c == 'x' ? DateField.TwoDigitWeekYear : DateField.TwoDigitYear, PivotYear, nextIsNumber ? 2 : 9);
                }
                else
                {
                    Add(c == 'x' ? DateField.WeekYear : DateField.Year, run, nextIsNumber ? run : 9);
                }
                break;
            case 'w':
                Add(DateField.Week, run, 2);
                break;
            case 'e':
                Add(DateField.DayOfWeek, run, 1);
                break;
            case 'E':
                Add(run >= 4 ? DateField.DayNameLong : DateField.DayNameShort);
                break;
            case 'D':
                Add(DateField.DayOfYear, run, 3);
                break;
            case 'M':
                if (run >= 3)
                {
                    Add(run >= 4 ? DateField.MonthNameLong : DateField.MonthNameShort);
                }
                else
                {
                    Add(DateField.Month, run, 2);
                }
                break;
            case 'd':
                Add(DateField.Day, run, 2);
                break;
            case 'a':
                Add(DateField.HalfDay);
                break;
            case 'K':
                Add(DateField.HourOfHalfDay, run, 2);
                break;
            case 'h':
                Add(DateField.ClockHourOfHalfDay, run, 2);
                break;
            case 'H':
                Add(DateField.Hour, run, 2);
                break;
            case 'k':
                Add(DateField.ClockHour, run, 2);
                break;
            case 'm':
                Add(DateField.Minute, run, 2);
                break;
            case 's':
                Add(DateField.Second, run, 2);
                break;
            case 'S':
                Add(DateField.Fraction, run, run);
                break;
            case 'z':
                Add(DateField.ZoneName);
                break;
            case 'Z':
                Add(
                    run == 1 ? DateField.Offset
                    : run == 2 ? DateField.OffsetColon
                    : DateField.ZoneId
                );
                break;
            default:
                throw TrinoException.InvalidArgument($"Illegal pattern component: {new string(c, run)}");
        }
    }

    DatePattern Add(DateField field, int minimum = 0, int maximum = 0)
    {
        _elements.Add(new Element(field, minimum, maximum));
        return this;
    }

    DatePattern Literal(char c)
    {
        if (_elements.Count > 0 && _elements[^1].Field == DateField.Literal)
        {
            _elements[^1] = _elements[^1] with { Text = _elements[^1].Text + c };
        }
        else
        {
            _elements.Add(new Element(DateField.Literal, 0, 0, c.ToString()));
        }
        return this;
    }

    static void Signed(long value, int minimum, Utf8Text to)
    {
        if (value < 0)
        {
            to.Append((byte)'-');
        }
        to.AppendPadded(Math.Abs(value), minimum);
    }

    static void Fraction(int millis, int digits, Utf8Text to)
    {
        for (var i = 0; i < digits; i++)
        {
            to.Append(
                (byte)(
                    '0'
                    + (
                        i == 0 ? millis / 100
                        : i == 1 ? millis / 10 % 10
                        : i == 2 ? millis % 10
                        : 0
                    )
                )
            );
        }
    }

    static bool Read(Element e, string text, ref int at, ParsedDate values)
    {
        switch (e.Field)
        {
            case DateField.Literal:
                if (
                    string.Compare(text, at, e.Text, 0, e.Text.Length, StringComparison.OrdinalIgnoreCase) != 0
                    || at + e.Text.Length > text.Length
                )
                {
                    return false;
                }
                at += e.Text.Length;
                return true;
            case DateField.Era:
                return Name(["BC", "AD"], text, ref at, out _);
            case DateField.DayNameLong or DateField.DayNameShort:
                return (Name(Names.Days, text, ref at, out var day) || Name([.. Names.Days.Select(d => d[..3])], text, ref at, out day))
                    && values.Set(DateField.DayOfWeek, day + 1);
            case DateField.MonthNameLong or DateField.MonthNameShort:
                return (
                        Name(Names.Months, text, ref at, out var month)
                        || Name([.. Names.Months.Select(m => m[..3])], text, ref at, out month)
                    ) && values.Set(DateField.Month, month + 1);
            case DateField.HalfDay:
                return Name(["AM", "PM"], text, ref at, out var half) && values.Set(DateField.HalfDay, half);
            case DateField.Fraction:
                return ReadFraction(e.Maximum, text, ref at, values);
            case DateField.TwoDigitYear or DateField.TwoDigitWeekYear:
                return TwoDigitYear(e, text, ref at, values);
            case DateField.Year or DateField.WeekYear:
                return Number(text, ref at, e.Maximum, true, out var year) && values.Set(e.Field, year);
            case DateField.Offset or DateField.OffsetColon:
                return Offset(text, ref at, values);
            case DateField.ZoneName or DateField.ZoneId:
                return ZoneName(e.Field == DateField.ZoneName, text, ref at, values);
            default:
                return Number(text, ref at, e.Maximum, false, out var value) && values.Set(e.Field, value);
        }
    }

    static bool Name(IReadOnlyList<string> names, string text, ref int at, out int index)
    {
        for (index = 0; index < names.Count; index++)
        {
            if (
                string.Compare(text, at, names[index], 0, names[index].Length, StringComparison.OrdinalIgnoreCase) == 0
                && at + names[index].Length <= text.Length
            )
            {
                at += names[index].Length;
                return true;
            }
        }
        return false;
    }

    static bool Number(string text, ref int at, int maximum, bool signed, out int value)
    {
        value = 0;
        var negative = false;
        var i = at;
        if (signed && i < text.Length && text[i] is '-' or '+')
        {
            negative = text[i] == '-';
            i++;
        }
        var start = i;
        while (i < text.Length && i - start < maximum && char.IsAsciiDigit(text[i]))
        {
            value = (value * 10) + (text[i++] - '0');
        }
        if (i == start)
        {
            return false;
        }
        value = negative ? -value : value;
        at = i;
        return true;
    }

    static bool TwoDigitYear(Element e, string text, ref int at, ParsedDate values)
    {
        var start = at;
        var field = e.Field == DateField.TwoDigitYear ? DateField.Year : DateField.WeekYear;
        if (!Number(text, ref at, e.Maximum, e.Maximum > 2, out var year))
        {
            return false;
        }
        if (at - start != 2)
        {
            return e.Maximum > 2 && values.Set(field, year);
        }
        // Within fifty years before and 49 after the pivot.
        var low = e.Minimum - 50;
        var candidate = low - (low % 100) + year;
        return values.Set(field, candidate < low ? candidate + 100 : candidate);
    }

    static bool ReadFraction(int maximum, string text, ref int at, ParsedDate values)
    {
        var start = at;
        var millis = 0;
        var weight = 100;
        while (at < text.Length && at - start < maximum && char.IsAsciiDigit(text[at]))
        {
            millis += (text[at++] - '0') * weight;
            weight /= 10;
        }
        return at > start && values.Set(DateField.Fraction, millis);
    }

    static bool Offset(string text, ref int at, ParsedDate values)
    {
        if (at < text.Length && text[at] is 'Z' or 'z')
        {
            at++;
            values.Zone = TrinoZone.Utc;
            return true;
        }
        var i = at;
        if (i >= text.Length || text[i] is not ('+' or '-'))
        {
            return false;
        }
        var negative = text[i++] == '-';
        var start = i;
        if (!Number(text, ref i, 2, false, out var hours) || i - start != 2)
        {
            return false;
        }
        if (i < text.Length && text[i] == ':')
        {
            i++;
        }
        start = i;
        var minutes = 0;
        if (i < text.Length && char.IsAsciiDigit(text[i]) && (!Number(text, ref i, 2, false, out minutes) || i - start != 2))
        {
            return false;
        }
        at = i;
        var total = (hours * 60) + minutes;
        if (total > 14 * 60)
        {
            throw new TrinoException("NOT_SUPPORTED", $"Time zone not supported: {(negative ? '-' : '+')}{hours:00}:{minutes:00}");
        }
        values.Zone = TrinoZone.OfOffset(negative ? -total : total);
        return true;
    }

    static bool ZoneName(bool shortName, string text, ref int at, ParsedDate values)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '/' or '_' or '-' or '+' or ':'))
        {
            end++;
        }
        var name = text[at..end];
        // Joda's default names of the United States; every other short name is not known.
        var known = name switch
        {
            "UT" or "UTC" or "GMT" => "UTC",
            "EST" or "EDT" => "America/New_York",
            "CST" or "CDT" => "America/Chicago",
            "MST" or "MDT" => "America/Denver",
            "PST" or "PDT" => "America/Los_Angeles",
            _ => shortName ? null : name,
        };
        if (known is null || !TrinoZone.TryGet(known, out var zone))
        {
            return false;
        }
        values.Zone = zone;
        at = end;
        return true;
    }

    /// <summary>The fields read from a text.</summary>
    sealed class ParsedDate
    {
        readonly int?[] _values = new int?[Enum.GetValues<DateField>().Length];

        public TrinoZone? Zone { get; set; }

        public bool Set(DateField field, int value)
        {
            _values[(int)field] = value;
            return true;
        }

        public long ToLocalMillis(string text)
        {
            var days = Date(text);
            long time = ((Hour(text) * 60L) + Checked(DateField.Minute, 0, 0, 59, "minuteOfHour", text)) * 60;
            time += Checked(DateField.Second, 0, 0, 59, "secondOfMinute", text);
            return (days * 86_400_000) + (time * 1000) + (Value(DateField.Fraction) ?? 0);
        }

        long Date(string text)
        {
            if (Value(DateField.WeekYear) is { } weekYear)
            {
                var lastWeek = CivilDate.IsoWeek(CivilDate.ToDays(weekYear, 12, 28), out _);
                var week = Checked(DateField.Week, 1, 1, lastWeek, "weekOfWeekyear", text);
                return CivilDate.FromIsoWeek(
                    weekYear,
                    week,
                    Checked(DateField.DayOfWeek, Value(DateField.Week) is null ? 4 : 1, 1, 7, "dayOfWeek", text)
                );
            }
            var partial = Value(DateField.Month) is not null || Value(DateField.Day) is not null || Value(DateField.DayOfYear) is not null;
            var year =
                Value(DateField.Year)
                ?? (
                    Value(DateField.Century) is { } century ? (century * 100) + 70
                    : partial ? 2000
                    : 1970
                );
            if (Value(DateField.DayOfYear) is not null)
            {
                var day = Checked(DateField.DayOfYear, 1, 1, CivilDate.IsLeap(year) ? 366 : 365, "dayOfYear", text);
                return CivilDate.ToDays(year, 1, 1) + day - 1;
            }
            var month = Checked(DateField.Month, 1, 1, 12, "monthOfYear", text);
            var days = CivilDate.ToDays(year, month, Checked(DateField.Day, 1, 1, CivilDate.DaysInMonth(year, month), "dayOfMonth", text));
            if (Value(DateField.Week) is { } onlyWeek)
            {
                CivilDate.IsoWeek(days, out var own);
                days = CivilDate.FromIsoWeek(own, onlyWeek, CivilDate.DayOfWeek(days));
            }
            if (Value(DateField.DayOfWeek) is { } weekday)
            {
                days += weekday - CivilDate.DayOfWeek(days);
            }
            return days;
        }

        int Hour(string text)
        {
            if (Value(DateField.Hour) is not null)
            {
                return Checked(DateField.Hour, 0, 0, 23, "hourOfDay", text);
            }
            if (Value(DateField.ClockHour) is not null)
            {
                return Checked(DateField.ClockHour, 24, 1, 24, "clockhourOfDay", text) % 24;
            }
            var half = (Value(DateField.HalfDay) ?? 0) * 12;
            if (Value(DateField.ClockHourOfHalfDay) is not null)
            {
                return (Checked(DateField.ClockHourOfHalfDay, 12, 1, 12, "clockhourOfHalfday", text) % 12) + half;
            }
            return Checked(DateField.HourOfHalfDay, 0, 0, 11, "hourOfHalfday", text) + half;
        }

        int? Value(DateField field) => _values[(int)field];

        int Checked(DateField field, int otherwise, int minimum, int maximum, string name, string text)
        {
            var value = Value(field) ?? otherwise;
            return value >= minimum && value <= maximum
                ? value
                : throw TrinoException.InvalidArgument(
                    $"Cannot parse \"{text}\": Value {value} for {name} must be in the range [{minimum},{maximum}]"
                );
        }
    }
}
