namespace Coffer.Sql.Values;

/// <summary>Proleptic Gregorian calendar arithmetic on days since 1970-01-01, without the year limits of <see cref="DateOnly"/>.</summary>
public static class CivilDate
{
    // Shifted so that a year starts in March: the leap day comes last and month lengths follow one formula.
    public static long ToDays(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = Floor(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    public static void FromDays(long days, out long year, out int month, out int day)
    {
        days += 719_468;
        var era = Floor(days, 146_097);
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = (int)(((5 * dayOfYear) + 2) / 153);
        day = (int)(dayOfYear - (((153 * shifted) + 2) / 5)) + 1;
        month = shifted < 10 ? shifted + 3 : shifted - 9;
        year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
    }

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) =>
        month switch
        {
            2 => IsLeap(year) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };

    public static bool IsValid(long year, int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);

    public static int DayOfYear(long days)
    {
        FromDays(days, out var year, out _, out _);
        return (int)(days - ToDays(year, 1, 1)) + 1;
    }

    /// <summary>1 = Monday … 7 = Sunday.</summary>
    public static int DayOfWeek(long days) => (int)(((days + 3) - (Floor(days + 3, 7) * 7)) + 1);

    /// <summary>ISO 8601 week and its year.</summary>
    public static int IsoWeek(long days, out long weekYear)
    {
        var thursday = days - (DayOfWeek(days) - 4);
        FromDays(thursday, out weekYear, out _, out _);
        return (int)((thursday - ToDays(weekYear, 1, 1)) / 7) + 1;
    }

    /// <summary>Day number of the given weekday of an ISO week.</summary>
    public static long FromIsoWeek(long weekYear, int week, int dayOfWeek)
    {
        var january4 = ToDays(weekYear, 1, 4);
        return january4 - (DayOfWeek(january4) - 1) + ((week - 1) * 7L) + (dayOfWeek - 1);
    }

    /// <summary>Adds months; the day is clamped to the length of the target month.</summary>
    public static long AddMonths(long days, long months)
    {
        FromDays(days, out var year, out var month, out var day);
        var total = (year * 12) + (month - 1) + months;
        var newYear = Floor(total, 12);
        var newMonth = (int)(total - (newYear * 12)) + 1;
        return ToDays(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)));
    }

    public static long Floor(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }
}
