using System.Globalization;
using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>Date and time functions where the database's own differ from Trino's.</summary>
static class DateTimeFunctions
{
    public const long MicrosPerDay = 86_400_000_000;
    const long MicrosPerMilli = 1000;
    const int MaxSequence = 10_000;

    enum Unit
    {
        Millisecond,
        Second,
        Minute,
        Hour,
        Day,
        Week,
        Month,
        Quarter,
        Year,
    }

    /// <summary>Rounds microseconds half up to a number of second digits.</summary>
    public static long Round(long micros, int precision)
    {
        if (precision >= 6)
        {
            return micros;
        }
        long unit = 1;
        for (var i = precision; i < 6; i++)
        {
            unit *= 10;
        }
        return CivilDate.Floor(micros + (unit / 2), unit) * unit;
    }

    public static void Register(FunctionRegistry f)
    {
        f.Value("trino_round_timestamp", [Timestamp, LogicalType.Integer], Timestamp, (a, r) => Round(a[0].Int64(r), a[1].Int32(r)));
        f.Value("trino_round_time", [Time, LogicalType.Integer], Time, (a, r) => Round(a[0].Int64(r), a[1].Int32(r)) % MicrosPerDay);
        Truncation(f);
        Addition(f);
        Difference(f);
        Patterns(f);
        Iso(f);
        Sequences(f);
        Durations(f);
        f.Value(
            "trino_from_unixtime",
            [LogicalType.Double],
            Timestamp,
            (a, r) =>
            {
                var millis = Math.Floor((a[0].Double(r) * 1000) + 0.5);
                return Math.Abs(millis) < 1e15
                    ? (long)millis * MicrosPerMilli
                    : throw new TrinoException("GENERIC_INTERNAL_ERROR", $"Millis overflow: {(long)millis}");
            }
        );
    }

    static Unit Field(ReadOnlySpan<byte> text, string type)
    {
        Unit? unit = text.Length switch
        {
            3 when Is(text, "day"u8) => Unit.Day,
            4 when Is(text, "hour"u8) => Unit.Hour,
            4 when Is(text, "week"u8) => Unit.Week,
            4 when Is(text, "year"u8) => Unit.Year,
            5 when Is(text, "month"u8) => Unit.Month,
            6 when Is(text, "second"u8) => Unit.Second,
            6 when Is(text, "minute"u8) => Unit.Minute,
            7 when Is(text, "quarter"u8) => Unit.Quarter,
            11 when Is(text, "millisecond"u8) => Unit.Millisecond,
            _ => null,
        };
        var fits = type switch
        {
            "DATE" => unit >= Unit.Day,
            "TIME" => unit <= Unit.Hour,
            _ => unit is not null,
        };
        return fits ? unit!.Value : throw TrinoException.InvalidArgument($"'{Encoding.UTF8.GetString(text)}' is not a valid {type} field");
    }

    static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(text, name);

    static void Truncation(FunctionRegistry f)
    {
        f.Value("trino_trunc_date", [Varchar, Date], Date, (a, r) => (int)TruncateDays(Field(a[0].Utf8(r), "DATE"), a[1].Int32(r)));
        f.Value("trino_trunc_time", [Varchar, Time], Time, (a, r) => Truncate(Field(a[0].Utf8(r), "TIME"), a[1].Int64(r)));
        f.Value(
            "trino_trunc_timestamp",
            [Varchar, Timestamp],
            Timestamp,
            (a, r) => Truncate(Field(a[0].Utf8(r), "TIMESTAMP"), a[1].Int64(r))
        );
        f.Value(
            "trino_trunc_zoned",
            [Varchar, Timestamp, Varchar],
            Timestamp,
            (a, r) =>
            {
                var unit = Field(a[0].Utf8(r), "TIMESTAMP");
                var zone = TrinoZone.Get(a[2].Utf8(r));
                var instant = a[1].Int64(r);
                var local = zone.ToLocal(instant);
                // Below a day the offset of the value stays: a repeated hour is truncated in its own half.
                return unit <= Unit.Hour ? instant - (local - Truncate(unit, local)) : zone.ToInstant(Truncate(unit, local));
            }
        );
    }

    static long Truncate(Unit unit, long micros) =>
        unit switch
        {
            Unit.Millisecond => CivilDate.Floor(micros, MicrosPerMilli) * MicrosPerMilli,
            Unit.Second => CivilDate.Floor(micros, 1_000_000) * 1_000_000,
            Unit.Minute => CivilDate.Floor(micros, 60_000_000) * 60_000_000,
            Unit.Hour => CivilDate.Floor(micros, 3_600_000_000) * 3_600_000_000,
            _ => TruncateDays(unit, CivilDate.Floor(micros, MicrosPerDay)) * MicrosPerDay,
        };

    static long TruncateDays(Unit unit, long days)
    {
        CivilDate.FromDays(days, out var year, out var month, out _);
        return unit switch
        {
            Unit.Week => days - (CivilDate.DayOfWeek(days) - 1),
            Unit.Month => CivilDate.ToDays(year, month, 1),
            Unit.Quarter => CivilDate.ToDays(year, ((month - 1) / 3 * 3) + 1, 1),
            Unit.Year => CivilDate.ToDays(year, 1, 1),
            _ => days,
        };
    }

    static void Addition(FunctionRegistry f)
    {
        f.Value("trino_add_days", [Date, BigInt], Date, (a, r) => Days(a[0].Int32(r) + (Int128)a[1].Int64(r)));
        f.Value(
            "trino_add_date",
            [Varchar, BigInt, Date],
            Date,
            (a, r) => Days(AddDays(Field(a[0].Utf8(r), "DATE"), a[1].Int64(r), a[2].Int32(r)))
        );
        f.Value(
            "trino_add_timestamp",
            [Varchar, BigInt, Timestamp],
            Timestamp,
            (a, r) => Add(Field(a[0].Utf8(r), "TIMESTAMP"), a[1].Int64(r), a[2].Int64(r))
        );
        f.Value(
            "trino_add_time",
            [Varchar, BigInt, Time],
            Time,
            (a, r) =>
            {
                var size = Size(Field(a[0].Utf8(r), "TIME"));
                var sum = (a[2].Int64(r) + ((Int128)a[1].Int64(r) * size)) % MicrosPerDay;
                return (long)(sum < 0 ? sum + MicrosPerDay : sum);
            }
        );
        f.Value(
            "trino_add_zoned",
            [Varchar, BigInt, Timestamp, Varchar],
            Timestamp,
            (a, r) =>
            {
                var unit = Field(a[0].Utf8(r), "TIMESTAMP");
                var zone = TrinoZone.Get(a[3].Utf8(r));
                return unit <= Unit.Hour
                    ? Add(unit, a[1].Int64(r), a[2].Int64(r))
                    : zone.ToInstant(Add(unit, a[1].Int64(r), zone.ToLocal(a[2].Int64(r))));
            }
        );
        f.Value(
            "trino_interval_months_date",
            [Date, LogicalType.Integer],
            Date,
            (a, r) => Days(CivilDate.AddMonths(a[0].Int32(r), a[1].Int32(r)))
        );
        f.Value(
            "trino_interval_months_timestamp",
            [Timestamp, LogicalType.Integer],
            Timestamp,
            (a, r) => Add(Unit.Month, a[1].Int32(r), a[0].Int64(r))
        );
        f.Value(
            "trino_interval_months_zoned",
            [Timestamp, Varchar, LogicalType.Integer],
            Timestamp,
            (a, r) =>
            {
                var zone = TrinoZone.Get(a[1].Utf8(r));
                return zone.ToInstant(Add(Unit.Month, a[2].Int32(r), zone.ToLocal(a[0].Int64(r))));
            }
        );
    }

    static long Size(Unit unit) =>
        unit switch
        {
            Unit.Millisecond => MicrosPerMilli,
            Unit.Second => 1_000_000,
            Unit.Minute => 60_000_000,
            Unit.Hour => 3_600_000_000,
            Unit.Day => MicrosPerDay,
            _ => 7 * MicrosPerDay,
        };

    static long Months(Unit unit, long n)
    {
        var months =
            (Int128)n
            * (
                unit == Unit.Month ? 1
                : unit == Unit.Quarter ? 3
                : 12
            );
        return Int128.Abs(months) < 12_000_000 ? (long)months : throw TrinoException.InvalidArgument("integer overflow");
    }

    static long Add(Unit unit, long n, long micros)
    {
        Int128 sum;
        if (unit >= Unit.Month)
        {
            var days = CivilDate.Floor(micros, MicrosPerDay);
            sum = ((Int128)CivilDate.AddMonths(days, Months(unit, n)) * MicrosPerDay) + (micros - (days * MicrosPerDay));
        }
        else
        {
            sum = micros + ((Int128)n * Size(unit));
        }
        return Int128.Abs(sum) < (Int128)9_223_372_036_854_775_000 ? (long)sum : throw TrinoException.InvalidArgument("integer overflow");
    }

    static Int128 AddDays(Unit unit, long n, int days) =>
        unit switch
        {
            Unit.Day => days + (Int128)n,
            Unit.Week => days + ((Int128)n * 7),
            _ => CivilDate.AddMonths(days, Months(unit, n)),
        };

    static int Days(Int128 days) =>
        Int128.Abs(days) < int.MaxValue - 1 ? (int)days : throw new TrinoException("GENERIC_INTERNAL_ERROR", "integer overflow");

    static void Difference(FunctionRegistry f)
    {
        f.Value(
            "trino_diff_date",
            [Varchar, Date, Date],
            BigInt,
            (a, r) => Diff(Field(a[0].Utf8(r), "DATE"), a[1].Int32(r) * MicrosPerDay, a[2].Int32(r) * MicrosPerDay)
        );
        f.Value(
            "trino_diff_timestamp",
            [Varchar, Timestamp, Timestamp],
            BigInt,
            (a, r) => Diff(Field(a[0].Utf8(r), "TIMESTAMP"), a[1].Int64(r), a[2].Int64(r))
        );
        f.Value(
            "trino_diff_time",
            [Varchar, Time, Time],
            BigInt,
            (a, r) => Diff(Field(a[0].Utf8(r), "TIME"), a[1].Int64(r), a[2].Int64(r))
        );
        f.Value(
            "trino_diff_zoned",
            [Varchar, Timestamp, Varchar, Timestamp, Varchar],
            BigInt,
            (a, r) =>
            {
                var unit = Field(a[0].Utf8(r), "TIMESTAMP");
                if (unit <= Unit.Hour)
                {
                    return Diff(unit, a[1].Int64(r), a[3].Int64(r));
                }
                // Calendar units are counted on the wall clock of the first value.
                var zone = TrinoZone.Get(a[2].Utf8(r));
                return Diff(unit, zone.ToLocal(a[1].Int64(r)), zone.ToLocal(a[3].Int64(r)));
            }
        );
    }

    // Complete units from a to b.
    static long Diff(Unit unit, long a, long b)
    {
        if (unit < Unit.Month)
        {
            var size = Size(unit);
            return unit == Unit.Millisecond ? CivilDate.Floor(b, size) - CivilDate.Floor(a, size) : (b - a) / size;
        }
        var months = CompleteMonths(a, b);
        return unit switch
        {
            Unit.Month => months,
            Unit.Quarter => months / 3,
            _ => months / 12,
        };
    }

    static long CompleteMonths(long a, long b)
    {
        if (b < a)
        {
            return -CompleteMonths(b, a, true);
        }
        return CompleteMonths(a, b, false);
    }

    static long CompleteMonths(long a, long b, bool backwards)
    {
        var (fromDays, toDays) = (CivilDate.Floor(a, MicrosPerDay), CivilDate.Floor(b, MicrosPerDay));
        CivilDate.FromDays(fromDays, out var fromYear, out var fromMonth, out _);
        CivilDate.FromDays(toDays, out var toYear, out var toMonth, out _);
        var months = ((toYear - fromYear) * 12) + (toMonth - fromMonth);
        // Counting back starts from the later value, whose day may be clamped on the way.
        var reached = backwards ? Add(Unit.Month, -months, b) < a : Add(Unit.Month, months, a) > b;
        return reached && months > 0 ? months - 1 : months;
    }

    static void Patterns(FunctionRegistry f)
    {
        f.Text(
            "trino_date_format",
            [Timestamp, Varchar],
            (a, r, to) =>
            {
                DatePattern.Get(a[1].Utf8(r), true).Format(a[0].Int64(r), a[0].Int64(r), TrinoZone.Utc, to);
                return true;
            }
        );
        f.Value(
            "trino_date_parse",
            [Varchar, Varchar],
            Timestamp,
            (a, r) => DatePattern.Get(a[1].Utf8(r), true).Parse(a[0].String(r), out _)
        );
        f.Text(
            "trino_format_datetime",
            [Timestamp, Varchar],
            (a, r, to) =>
            {
                var pattern = DatePattern.Get(a[1].Utf8(r), false);
                if (pattern.HasZone)
                {
                    throw TrinoException.InvalidArgument(
                        "format_datetime for TIMESTAMP type, cannot use 'Z' nor 'z' in format, as this type does not contain TZ information"
                    );
                }
                pattern.Format(a[0].Int64(r), a[0].Int64(r), TrinoZone.Utc, to);
                return true;
            }
        );
        f.Text(
            "trino_format_datetime",
            [Timestamp, Varchar, Varchar],
            (a, r, to) =>
            {
                var zone = TrinoZone.Get(a[1].Utf8(r));
                DatePattern.Get(a[2].Utf8(r), false).Format(zone.ToLocal(a[0].Int64(r)), a[0].Int64(r), zone, to);
                return true;
            }
        );
        f.Write(
            "trino_parse_datetime",
            [Varchar, Varchar, Varchar],
            ZoneFunctions.Zoned,
            (a, r, result) =>
            {
                var local = DatePattern.Get(a[1].Utf8(r), false).Parse(a[0].String(r), out var zone);
                zone ??= TrinoZone.Get(a[2].Utf8(r));
                ZoneFunctions.Set(result, r, zone.ToInstant(local), zone);
            }
        );
    }

    static void Iso(FunctionRegistry f)
    {
        f.Value(
            "trino_from_iso8601_date",
            [Varchar],
            Date,
            (a, r) =>
            {
                var text = a[0].String(r);
                var iso = new IsoText(text);
                var days = iso.Date();
                return iso.AtEnd ? (int)days : throw DatePattern.Malformed(text, iso.Position);
            }
        );
        f.Write(
            "trino_from_iso8601_timestamp",
            [Varchar, Varchar, LogicalType.Integer],
            ZoneFunctions.Zoned,
            (a, r, result) =>
            {
                var local = new IsoText(a[0].String(r)).Timestamp(a[2].Int32(r) > 3, out var zone);
                zone ??= TrinoZone.Get(a[1].Utf8(r));
                ZoneFunctions.Set(result, r, zone.ToInstant(local), zone);
            }
        );
        f.Text("trino_to_iso8601", [Timestamp, LogicalType.Integer], (a, r, to) => IsoLocal(a[0].Int64(r), a[1].Int32(r), to));
        f.Text(
            "trino_to_iso8601",
            [Timestamp, Varchar, LogicalType.Integer],
            (a, r, to) =>
            {
                var zone = TrinoZone.Get(a[1].Utf8(r));
                var offset = zone.OffsetSeconds(a[0].Int64(r));
                if (offset % 60 != 0)
                {
                    var magnitude = Math.Abs(offset);
                    throw new TrinoException(
                        "INVALID_ARGUMENTS",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Timezone with non-zero seconds offset cannot be rendered as ISO8601: {(offset < 0 ? '-' : '+')}{magnitude / 3600:00}:{magnitude / 60 % 60:00}:{magnitude % 60:00}"
                        )
                    );
                }
                IsoLocal(zone.ToLocal(a[0].Int64(r)), a[2].Int32(r), to);
                if (offset == 0)
                {
                    to.Append((byte)'Z');
                }
                else
                {
                    TrinoText.Offset(offset / 60, to);
                }
                return true;
            }
        );
    }

    static bool IsoLocal(long local, int precision, Utf8Text to)
    {
        var days = CivilDate.Floor(local, MicrosPerDay);
        TrinoText.Date((int)days, to);
        to.Append((byte)'T');
        TrinoText.Time(local - (days * MicrosPerDay), precision, to);
        return true;
    }

    static void Sequences(FunctionRegistry f)
    {
        f.Write(
            "trino_sequence",
            [BigInt, BigInt, BigInt],
            List(BigInt),
            (a, r, result) => Sequence(a[0].Int64(r), a[1].Int64(r), a[2].Int64(r), r, result, static (s, i, step) => s + (i * step))
        );
        f.Write(
            "trino_sequence_days",
            [Date, Date, BigInt],
            List(Date),
            (a, r, result) =>
            {
                var step = a[2].Int64(r);
                if (step % 86_400_000 != 0)
                {
                    throw TrinoException.InvalidArgument("sequence step must be a day interval if start and end values are dates");
                }
                Check(a[0].Int32(r), a[1].Int32(r), step);
                var days = step / 86_400_000;
                var count = Count(((a[1].Int32(r) - (long)a[0].Int32(r)) / days) + 1);
                var at = result.AppendList(r, count);
                for (var i = 0; i < count; i++)
                {
                    result.Elements.Set(at + i, (int)(a[0].Int32(r) + (i * days)));
                }
            }
        );
        f.Write(
            "trino_sequence_millis",
            [Timestamp, Timestamp, BigInt],
            List(Timestamp),
            (a, r, result) =>
                Sequence(a[0].Int64(r), a[1].Int64(r), a[2].Int64(r) * MicrosPerMilli, r, result, static (s, i, step) => s + (i * step))
        );
        f.Write(
            "trino_sequence_date_months",
            [Date, Date, LogicalType.Integer],
            List(Date),
            (a, r, result) =>
            {
                var (start, stop, step) = (a[0].Int32(r), a[1].Int32(r), a[2].Int32(r));
                Check(start, stop, step);
                var count = MonthCount(start * MicrosPerDay, stop * MicrosPerDay, step);
                var at = result.AppendList(r, count);
                for (var i = 0; i < count; i++)
                {
                    result.Elements.Set(at + i, (int)CivilDate.AddMonths(start, (long)i * step));
                }
            }
        );
        f.Write(
            "trino_sequence_timestamp_months",
            [Timestamp, Timestamp, LogicalType.Integer],
            List(Timestamp),
            (a, r, result) =>
            {
                var (start, stop, step) = (a[0].Int64(r), a[1].Int64(r), a[2].Int32(r));
                Check(start, stop, step);
                var count = MonthCount(start, stop, step);
                var at = result.AppendList(r, count);
                for (var i = 0; i < count; i++)
                {
                    result.Elements.Set(at + i, Add(Unit.Month, (long)i * step, start));
                }
            }
        );
        f.Write("trino_combinations", [BigInt, LogicalType.Integer], List(List(BigInt)), Combinations);
    }

    static void Check(long start, long stop, long step)
    {
        if (step == 0)
        {
            throw TrinoException.InvalidArgument("step must not be zero");
        }
        if (step > 0 ? stop < start : stop > start)
        {
            throw TrinoException.InvalidArgument(
                "sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start"
            );
        }
    }

    static int Count(Int128 count) =>
        count <= MaxSequence
            ? (int)count
            : throw TrinoException.InvalidArgument($"result of sequence function must not have more than {MaxSequence} entries");

    static int MonthCount(long start, long stop, int step)
    {
        var count = 0;
        while (step > 0 ? Add(Unit.Month, (long)count * step, start) <= stop : Add(Unit.Month, (long)count * step, start) >= stop)
        {
            count = Count(count + 1);
        }
        return count;
    }

    static void Sequence(long start, long stop, long step, int row, VectorWriter result, Func<long, long, long, long> value)
    {
        Check(start, stop, step);
        var count = Count((((Int128)stop - start) / step) + 1);
        var at = result.AppendList(row, count);
        for (var i = 0; i < count; i++)
        {
            result.Elements.Set(at + i, value(start, i, step));
        }
    }

    // Positions (from 1) of every choice of k out of n, in lexicographic order.
    static void Combinations(Vector[] a, int row, VectorWriter result)
    {
        var n = (int)a[0].Int64(row);
        var k = a[1].Int32(row);
        if (k < 0)
        {
            throw TrinoException.InvalidArgument($"combination size must not be negative: {k}");
        }
        if (k > 5)
        {
            throw TrinoException.InvalidArgument($"combination size must not exceed 5: {k}");
        }
        var choices = new List<int[]>();
        var pick = Enumerable.Range(0, k).ToArray();
        while (k <= n)
        {
            choices.Add([.. pick]);
            if (choices.Count > 100_000)
            {
                throw TrinoException.InvalidArgument($"combinations exceed max size");
            }
            var i = k - 1;
            while (i >= 0 && pick[i] == n - k + i)
            {
                i--;
            }
            if (i < 0)
            {
                break;
            }
            pick[i]++;
            for (var j = i + 1; j < k; j++)
            {
                pick[j] = pick[j - 1] + 1;
            }
        }
        var at = result.AppendList(row, choices.Count);
        for (var c = 0; c < choices.Count; c++)
        {
            var inner = result.Elements.AppendList(at + c, k);
            for (var i = 0; i < k; i++)
            {
                result.Elements.Elements.Set(inner + i, (long)choices[c][i] + 1);
            }
        }
    }

    static void Durations(FunctionRegistry f)
    {
        f.Text(
            "trino_human_readable_seconds",
            [LogicalType.Double],
            (a, r, to) =>
            {
                var value = a[0].Double(r);
                if (!double.IsFinite(value))
                {
                    throw TrinoException.InvalidArgument($"Invalid argument found: {TrinoText.JavaDouble(value)}");
                }
                var rest = (long)Math.Floor(Math.Abs(value) + 0.5);
                var any = false;
                foreach (
                    var (size, name) in ((long, string)[])
                        [(604_800, "week"), (86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
                )
                {
                    var count = rest / size;
                    rest %= size;
                    if (count > 0 || (size == 1 && !any))
                    {
                        to.Append(any ? ", "u8 : ""u8).Append(count).Append((byte)' ').Append(name).Append(count == 1 ? ""u8 : "s"u8);
                        any = true;
                    }
                }
                return true;
            }
        );
        f.Value("trino_parse_duration", [Varchar], BigInt, (a, r) => ParseDuration(a[0].String(r)));
        f.Text("trino_parse_data_size", [Varchar], (a, r, to) => DataSize(a[0].String(r), to));
    }

    static long ParseDuration(string text)
    {
        var trimmed = text.Trim();
        var end = 0;
        while (end < trimmed.Length && (char.IsAsciiDigit(trimmed[end]) || trimmed[end] == '.'))
        {
            end++;
        }
        double? millis = trimmed[end..].Trim() switch
        {
            "ns" => 1e-6,
            "us" => 1e-3,
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => null,
        };
        return
            millis is { } unit
            && double.TryParse(trimmed.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (long)Math.Floor((value * unit) + 0.5)
            : throw TrinoException.InvalidArgument($"duration is not a valid data duration string: {text}");
    }

    static bool DataSize(string text, Utf8Text to)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }
        var exponent = System.Array.IndexOf((string[])["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"], text[end..]);
        if (
            exponent < 0
            || !decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        )
        {
            throw TrinoException.InvalidArgument($"Invalid data size: '{text}'");
        }
        var scale = (byte)((decimal.GetBits(value)[3] >> 16) & 0xFF);
        var unscaled = new System.Numerics.BigInteger(value * (decimal)Math.Pow(10, scale));
        var bytes = unscaled * System.Numerics.BigInteger.Pow(1024, exponent) / System.Numerics.BigInteger.Pow(10, scale);
        if (bytes >= System.Numerics.BigInteger.Pow(10, 38))
        {
            throw TrinoException.OutOfRange($"Value out of range: '{text}' ('{bytes}B')");
        }
        to.Append(bytes.ToString(CultureInfo.InvariantCulture));
        return true;
    }
}
