namespace Coffer.Sql.Binding;

/// <summary>A constant time with time zone: local microseconds of the day, and the offset.</summary>
readonly record struct ZonedTimeValue(long Micros, int OffsetMinutes);
