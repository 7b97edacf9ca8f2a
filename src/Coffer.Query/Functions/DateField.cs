namespace Coffer.Query.Functions;

/// <summary>What an element of a date pattern prints and reads.</summary>
enum DateField
{
    Literal,
    Era,
    Century,
    Year,
    TwoDigitYear,
    WeekYear,
    TwoDigitWeekYear,
    Week,
    DayOfWeek,
    DayNameShort,
    DayNameLong,
    DayOfYear,
    Month,
    MonthNameShort,
    MonthNameLong,
    Day,
    HalfDay,
    HourOfHalfDay,
    ClockHourOfHalfDay,
    Hour,
    ClockHour,
    Minute,
    Second,
    Fraction,
    ZoneName,
    Offset,
    OffsetColon,
    ZoneId,
}
