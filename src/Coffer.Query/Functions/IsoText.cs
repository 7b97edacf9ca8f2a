using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>
/// Reads ISO 8601 texts as Joda-Time does: calendar, week and ordinal dates with missing parts, an optional time after T with fraction and offset.
/// </summary>
sealed class IsoText(string text)
{
    public int Position { get; private set; }

    public bool AtEnd => Position == text.Length;

    /// <summary>Day number of the date.</summary>
    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT with Joda's text.</exception>
    public long Date()
    {
        var year = Number(0, 9, true);
        if (!Take('-'))
        {
            return CivilDate.ToDays(year, 1, 1);
        }
        if (Take('W'))
        {
            var week = Range(Number(0, 2), 1, CivilDate.IsoWeek(CivilDate.ToDays(year, 12, 28), out _), "weekOfWeekyear");
            var day = Take('-') ? Range(Number(0, 1), 1, 7, "dayOfWeek") : 1;
            return CivilDate.FromIsoWeek(year, week, day);
        }
        var start = Position;
        var month = Number(0, 3);
        if (Position - start == 3)
        {
            return CivilDate.ToDays(year, 1, 1) + Range(month, 1, CivilDate.IsLeap(year) ? 366 : 365, "dayOfYear") - 1;
        }
        Range(month, 1, 12, "monthOfYear");
        if (!Take('-'))
        {
            return CivilDate.ToDays(year, month, 1);
        }
        var dayOfMonth = Range(Number(0, 2), 1, CivilDate.DaysInMonth(year, month), "dayOfMonth");
        return CivilDate.ToDays(year, month, dayOfMonth);
    }

    /// <summary>Wall clock in microseconds and the zone of the offset, if one is written.</summary>
    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT with Joda's text.</exception>
    public long Timestamp(bool micros, out TrinoZone? zone)
    {
        zone = null;
        var days = text.Length > 0 && text[0] is 'T' ? 0 : Date();
        long time = 0;
        if (Take('T'))
        {
            if (Position < text.Length && char.IsAsciiDigit(text[Position]))
            {
                time = Time(micros);
            }
            zone = Offset();
        }
        return AtEnd ? (days * DateTimeFunctions.MicrosPerDay) + time : throw DatePattern.Malformed(text, Position);
    }

    long Time(bool micros)
    {
        long time = Range(Number(0, 2), 0, 23, "hourOfDay") * 3600L;
        if (Take(':'))
        {
            time += Range(Number(0, 2), 0, 59, "minuteOfHour") * 60L;
            if (Take(':'))
            {
                time += Range(Number(0, 2), 0, 59, "secondOfMinute");
            }
        }
        time *= 1_000_000;
        if (Take('.') || Take(','))
        {
            var weight = 100_000;
            var start = Position;
            for (; Position < text.Length && char.IsAsciiDigit(text[Position]) && Position - start < 9; Position++)
            {
                var digit = text[Position] - '0';
                time += micros || Position - start < 3 ? digit * weight : 0;
                weight /= 10;
            }
        }
        return time;
    }

    TrinoZone? Offset()
    {
        if (Take('Z'))
        {
            return TrinoZone.Utc;
        }
        if (Position >= text.Length || text[Position] is not ('+' or '-'))
        {
            return null;
        }
        var negative = text[Position++] == '-';
        var hours = Number(0, 2);
        Take(':');
        var minutes = Position < text.Length && char.IsAsciiDigit(text[Position]) ? Number(0, 2) : 0;
        var total = (hours * 60) + minutes;
        return total <= 14 * 60
            ? TrinoZone.OfOffset(negative ? -total : total)
            : throw new TrinoException("NOT_SUPPORTED", $"Time zone not supported: {(negative ? '-' : '+')}{hours:00}:{minutes:00}");
    }

    int Number(int minimum, int maximum, bool signed = false)
    {
        var start = Position;
        var at = start;
        var negative = false;
        if (signed && at < text.Length && text[at] is '-' or '+')
        {
            negative = text[at++] == '-';
        }
        var value = 0;
        var digits = at;
        while (at < text.Length && at - digits < maximum && char.IsAsciiDigit(text[at]))
        {
            value = (value * 10) + (text[at++] - '0');
        }
        if (at - digits <= minimum)
        {
            throw DatePattern.Malformed(text, start);
        }
        Position = at;
        return negative ? -value : value;
    }

    bool Take(char c)
    {
        if (Position >= text.Length || text[Position] != c)
        {
            return false;
        }
        Position++;
        return true;
    }

    int Range(int value, int minimum, int maximum, string name) =>
        value >= minimum && value <= maximum
            ? value
            : throw TrinoException.InvalidArgument(
                $"Cannot parse \"{text}\": Value {value} for {name} must be in the range [{minimum},{maximum}]"
            );
}
