namespace Coffer.Sql.Binding;

/// <summary>A constant timestamp with time zone: microseconds since 1970 UTC, and the zone.</summary>
readonly record struct ZonedValue(long Micros, string Zone);
