using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>Zoned values: instant and zone, wall clock and back.</summary>
static class ZoneFunctions
{
    public static LogicalType Zoned { get; } = Struct(new LogicalField("i", Timestamp), new LogicalField("z", Varchar));

    public static LogicalType ZonedTime { get; } = Struct(new LogicalField("t", Time), new LogicalField("o", LogicalType.Integer));

    public static void Set(VectorWriter result, int row, long instantMicros, TrinoZone zone)
    {
        result.Field(0).Set(row, instantMicros);
        result.Field(1).SetUtf8(row, zone.IdUtf8);
    }

    public static void Register(FunctionRegistry f)
    {
        f.Write(
            "trino_zoned",
            [Timestamp, Varchar],
            Zoned,
            (a, r, result) =>
            {
                result.Field(0).Set(r, a[0].Int64(r));
                result.Field(1).SetUtf8(r, a[1].Utf8(r));
            }
        );
        f.Write(
            "trino_zoned_time",
            [Time, LogicalType.Integer],
            ZonedTime,
            (a, r, result) =>
            {
                result.Field(0).Set(r, a[0].Int64(r));
                result.Field(1).Set(r, a[1].Int32(r));
            }
        );
        f.Value("trino_local", [Timestamp, Varchar], Timestamp, (a, r) => TrinoZone.Get(a[1].Utf8(r)).ToLocal(a[0].Int64(r)));
        f.Value("trino_instant", [Timestamp, Varchar], Timestamp, (a, r) => TrinoZone.Get(a[1].Utf8(r)).ToInstant(a[0].Int64(r)));
        f.Text(
            "trino_zone",
            [Varchar],
            (a, r, to) =>
            {
                to.Append(TrinoZone.Get(a[0].Utf8(r)).IdUtf8);
                return true;
            }
        );
        f.Text(
            "trino_zone_named",
            [Varchar],
            (a, r, to) =>
            {
                var name = a[0].String(r);
                to.Append(
                    TrinoZone.TryGet(name, out var zone)
                        ? zone.IdUtf8
                        : throw TrinoException.InvalidArgument($"'{name}' is not a valid time zone")
                );
                return true;
            }
        );
        f.Text(
            "trino_zone_of_offset",
            [BigInt, BigInt],
            (a, r, to) =>
            {
                var minutes = (a[0].Int64(r) * 60) + a[1].Int64(r);
                if (Math.Abs(minutes) > 14 * 60)
                {
                    throw TrinoException.InvalidArgument($"Invalid offset minutes {minutes}");
                }
                to.Append(TrinoZone.OfOffset((int)minutes).IdUtf8);
                return true;
            }
        );
        f.Value(
            "trino_zone_minutes",
            [Timestamp, Varchar],
            LogicalType.Integer,
            (a, r) => TrinoZone.Get(a[1].Utf8(r)).OffsetSeconds(a[0].Int64(r)) / 60
        );
        f.Value(
            "trino_time_utc",
            [Time, LogicalType.Integer],
            Time,
            (a, r) =>
            {
                var micros = (a[0].Int64(r) - (a[1].Int32(r) * 60_000_000L)) % DateTimeFunctions.MicrosPerDay;
                return micros < 0 ? micros + DateTimeFunctions.MicrosPerDay : micros;
            }
        );
    }
}
