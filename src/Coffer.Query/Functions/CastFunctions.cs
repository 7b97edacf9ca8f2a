using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;
using Vector = Coffer.DuckDb.Vector;

namespace Coffer.Query.Functions;

/// <summary>Casts that the database does not do as Trino does. Texts of errors: golden/trino typing-cast.</summary>
static class CastFunctions
{
    public static void Register(FunctionRegistry functions)
    {
        FromText(functions);
        FromNumbers(functions);
        ToText(functions);
        Binary(functions);
    }

    static void FromText(FunctionRegistry f)
    {
        LogicalType[] text = [Varchar];
        f.Cast(
            "varchar_boolean",
            text,
            LogicalType.Boolean,
            (Vector[] a, int r, out bool v) => TrinoParse.TryBoolean(a[0].Utf8(r), out v),
            (a, r) => CannotCast(a, r, "BOOLEAN")
        );
        f.Cast(
            "varchar_tinyint",
            text,
            TinyInt,
            (Vector[] a, int r, out sbyte v) => Integer(a, r, sbyte.MinValue, sbyte.MaxValue, out v),
            (a, r) => CannotCast(a, r, "TINYINT")
        );
        f.Cast(
            "varchar_smallint",
            text,
            SmallInt,
            (Vector[] a, int r, out short v) => Integer(a, r, short.MinValue, short.MaxValue, out v),
            (a, r) => CannotCast(a, r, "SMALLINT")
        );
        f.Cast(
            "varchar_integer",
            text,
            LogicalType.Integer,
            (Vector[] a, int r, out int v) => Integer(a, r, int.MinValue, int.MaxValue, out v),
            (a, r) => CannotCast(a, r, "INT")
        );
        f.Cast(
            "varchar_bigint",
            text,
            BigInt,
            (Vector[] a, int r, out long v) => TrinoParse.TryInteger(a[0].Utf8(r), long.MinValue, long.MaxValue, out v),
            (a, r) => CannotCast(a, r, "BIGINT")
        );
        f.Cast(
            "varchar_double",
            text,
            LogicalType.Double,
            (Vector[] a, int r, out double v) => TrinoParse.TryDouble(a[0].Utf8(r), out v),
            (a, r) => CannotCast(a, r, "DOUBLE")
        );
        f.Cast(
            "varchar_real",
            text,
            Float,
            (Vector[] a, int r, out float v) => TrinoParse.TryReal(a[0].Utf8(r), out v),
            (a, r) => CannotCast(a, r, "REAL")
        );
        f.CastText(
            "varchar_decimal",
            [Varchar, LogicalType.Integer, LogicalType.Integer],
            (a, r, to) => DecimalText(a[0].Utf8(r), a, r, to) == 0,
            (a, r) =>
                TrinoException.InvalidCast(
                    $"Cannot cast VARCHAR '{a[0].String(r)}' to DECIMAL({a[1].Int32(r)}, {a[2].Int32(r)}). {(TrinoParse.Decimal(a[0].Utf8(r), a[1].Int32(r), a[2].Int32(r), out _) == 1 ? "Value is not a number." : "Value too large.")}"
                )
        );
        f.Cast(
            "varchar_date",
            text,
            Date,
            (Vector[] a, int r, out int v) => TrinoParse.TryDate(a[0].Utf8(r), out v),
            (a, r) => TrinoException.InvalidCast($"Value cannot be cast to date: {a[0].String(r)}")
        );
        f.Cast(
            "varchar_time",
            [Varchar, LogicalType.Integer],
            Time,
            (Vector[] a, int r, out long v) =>
            {
                var valid = TrinoParse.TryTime(a[0].Utf8(r), out v, out _);
                v = DateTimeFunctions.Round(v, a[1].Int32(r)) % DateTimeFunctions.MicrosPerDay;
                return valid;
            },
            (a, r) => TrinoException.InvalidCast($"Value cannot be cast to time: {a[0].String(r)}")
        );
        f.Cast(
            "varchar_timestamp",
            [Varchar, LogicalType.Integer],
            Timestamp,
            (Vector[] a, int r, out long v) =>
            {
                if (!TrinoParse.TryTimestamp(TrinoParse.TrimControls(a[0].Utf8(r)), out v, out var zone, out _))
                {
                    return false;
                }
                if (zone is not null)
                {
                    if (!TrinoZone.TryGet(zone, out var rules))
                    {
                        return false;
                    }
                    v = rules.ToLocal(rules.ToInstant(v));
                }
                v = DateTimeFunctions.Round(v, a[1].Int32(r));
                return true;
            },
            (a, r) =>
                TrinoException.InvalidCast(
                    $"Value cannot be cast to timestamp: {Encoding.UTF8.GetString(TrinoParse.TrimControls(a[0].Utf8(r)))}"
                )
        );
        RegisterZoned(f, "trino_cast_varchar_zoned", true);
        RegisterZoned(f, "trino_try_cast_varchar_zoned", false);
        RegisterZonedTime(f, "trino_cast_varchar_zoned_time", true);
        RegisterZonedTime(f, "trino_try_cast_varchar_zoned_time", false);
        RegisterUuid(
            f,
            "varchar_uuid",
            Varchar,
            a => TryUuid(a, out var v) ? v : null,
            (a, r) => TrinoException.InvalidCast($"Cannot cast value to UUID: {a[0].String(r)}")
        );
        f.CastText(
            "varchar_ipaddress",
            text,
            (a, r, to) =>
            {
                if (
                    !IPAddress.TryParse(a[0].String(r), out var address)
                    || !(a[0].String(r).Contains(':', StringComparison.Ordinal) || a[0].String(r).Count(c => c == '.') == 3)
                )
                {
                    return false;
                }
                to.Append((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
                return true;
            },
            (a, r) => TrinoException.InvalidCast($"Cannot cast value to IPADDRESS: {a[0].String(r)}")
        );
    }

    delegate Guid? ReadUuid(ReadOnlySpan<byte> bytes);

    static void RegisterUuid(FunctionRegistry f, string name, LogicalType from, ReadUuid read, Func<Vector[], int, TrinoException> error)
    {
        foreach (var raises in (ReadOnlySpan<bool>)[true, false])
        {
            f.Write(
                $"{(raises ? "trino_cast_" : "trino_try_cast_")}{name}",
                [from],
                Uuid,
                (a, r, result) =>
                {
                    if (read(a[0].Utf8(r)) is { } value)
                    {
                        result.Set(r, value);
                    }
                    else if (raises)
                    {
                        throw error(a, r);
                    }
                    else
                    {
                        result.SetNull(r);
                    }
                }
            );
        }
    }

    static bool TryUuid(ReadOnlySpan<byte> text, out Guid value)
    {
        value = default;
        return text.Length == 36 && Guid.TryParseExact(Encoding.ASCII.GetString(text), "D", out value);
    }

    static void RegisterZoned(FunctionRegistry f, string name, bool raises) =>
        f.Write(
            name,
            [Varchar, LogicalType.Integer, Varchar],
            ZoneFunctions.Zoned,
            (a, r, result) =>
            {
                var text = TrinoParse.TrimControls(a[0].Utf8(r));
                if (
                    !TrinoParse.TryTimestamp(text, out var local, out var zone, out _)
                    || (zone is not null && !TrinoZone.TryGet(zone, out _))
                )
                {
                    if (raises)
                    {
                        throw TrinoException.InvalidCast($"Value cannot be cast to timestamp: {Encoding.UTF8.GetString(text)}");
                    }
                    result.SetNull(r);
                    return;
                }
                var rules = zone is null ? TrinoZone.Get(a[2].Utf8(r)) : TrinoZone.Get(zone);
                ZoneFunctions.Set(result, r, rules.ToInstant(DateTimeFunctions.Round(local, a[1].Int32(r))), rules);
            }
        );

    static void RegisterZonedTime(FunctionRegistry f, string name, bool raises) =>
        f.Write(
            name,
            [Varchar, LogicalType.Integer, Varchar],
            ZoneFunctions.ZonedTime,
            (a, r, result) =>
            {
                var text = a[0].Utf8(r);
                var sign = text.LastIndexOfAny((byte)'+', (byte)'-');
                var clock = sign < 0 ? text : text[..sign].TrimEnd((byte)' ');
                var zoneName = sign < 0 ? a[2].String(r) : Encoding.UTF8.GetString(text[sign..]);
                if (!TrinoParse.TryTime(clock, out var micros, out _) || !TrinoZone.TryGet(zoneName, out var zone))
                {
                    if (raises)
                    {
                        throw TrinoException.InvalidCast($"Value cannot be cast to timestamp: {a[0].String(r)}");
                    }
                    result.SetNull(r);
                    return;
                }
                result.Field(0).Set(r, DateTimeFunctions.Round(micros, a[1].Int32(r)) % DateTimeFunctions.MicrosPerDay);
                result.Field(1).Set(r, zone.OffsetSeconds(0) / 60);
            }
        );

    static void FromNumbers(FunctionRegistry f)
    {
        f.Cast(
            "bigint_tinyint",
            [BigInt],
            TinyInt,
            (Vector[] a, int r, out sbyte v) => Narrow(a[0].Int64(r), out v),
            (a, r) => OutOfRange("tinyint", a[0].Int64(r).ToString(CultureInfo.InvariantCulture))
        );
        f.Cast(
            "bigint_smallint",
            [BigInt],
            SmallInt,
            (Vector[] a, int r, out short v) => Narrow(a[0].Int64(r), out v),
            (a, r) => OutOfRange("smallint", a[0].Int64(r).ToString(CultureInfo.InvariantCulture))
        );
        f.Cast(
            "bigint_integer",
            [BigInt],
            LogicalType.Integer,
            (Vector[] a, int r, out int v) => Narrow(a[0].Int64(r), out v),
            (a, r) => OutOfRange("integer", a[0].Int64(r).ToString(CultureInfo.InvariantCulture))
        );
        f.Cast(
            "double_tinyint",
            [LogicalType.Double],
            TinyInt,
            (Vector[] a, int r, out sbyte v) => Whole(a[0].Double(r), out v),
            (a, r) => WholeError(a[0].Double(r), "double", "tinyint")
        );
        f.Cast(
            "double_smallint",
            [LogicalType.Double],
            SmallInt,
            (Vector[] a, int r, out short v) => Whole(a[0].Double(r), out v),
            (a, r) => WholeError(a[0].Double(r), "double", "smallint")
        );
        f.Cast(
            "double_integer",
            [LogicalType.Double],
            LogicalType.Integer,
            (Vector[] a, int r, out int v) => Whole(a[0].Double(r), out v),
            (a, r) => WholeError(a[0].Double(r), "double", "integer")
        );
        f.Cast(
            "double_bigint",
            [LogicalType.Double],
            BigInt,
            (Vector[] a, int r, out long v) => Whole(a[0].Double(r), out v),
            (a, r) => TrinoException.InvalidCast($"Unable to cast {TrinoText.JavaDouble(a[0].Double(r))} to bigint")
        );
        f.Cast(
            "real_tinyint",
            [Float],
            TinyInt,
            (Vector[] a, int r, out sbyte v) => Whole(a[0].Single(r), out v),
            (a, r) => RealError(a[0].Single(r), "tinyint")
        );
        f.Cast(
            "real_smallint",
            [Float],
            SmallInt,
            (Vector[] a, int r, out short v) => Whole(a[0].Single(r), out v),
            (a, r) => RealError(a[0].Single(r), "smallint")
        );
        f.Cast(
            "real_integer",
            [Float],
            LogicalType.Integer,
            (Vector[] a, int r, out int v) => Whole(a[0].Single(r), out v),
            (a, r) => RealError(a[0].Single(r), "integer")
        );
        f.Cast(
            "real_bigint",
            [Float],
            BigInt,
            (Vector[] a, int r, out long v) => Whole(a[0].Single(r), out v),
            (a, r) => RealError(a[0].Single(r), "bigint")
        );
        f.Cast(
            "double_real",
            [LogicalType.Double],
            Float,
            (Vector[] a, int r, out float v) =>
            {
                v = (float)a[0].Double(r);
                return true;
            },
            (a, r) => OutOfRange("real", TrinoText.JavaDouble(a[0].Double(r)))
        );
        LogicalType[] toDecimal(LogicalType from) => [from, LogicalType.Integer, LogicalType.Integer];
        // The digits are those that Java prints, then rounded half up (golden/trino scalar-random).
        f.CastText(
            "double_decimal",
            toDecimal(LogicalType.Double),
            (a, r, to) =>
                double.IsFinite(a[0].Double(r))
                && DecimalText(Encoding.ASCII.GetBytes(TrinoText.JavaDouble(a[0].Double(r))), a, r, to) == 0,
            (a, r) =>
                TrinoException.InvalidCast(
                    $"Cannot cast DOUBLE '{TrinoText.JavaDouble(a[0].Double(r))}' to DECIMAL({a[1].Int32(r)}, {a[2].Int32(r)})"
                )
        );
        f.CastText(
            "real_decimal",
            toDecimal(Float),
            (a, r, to) =>
                float.IsFinite(a[0].Single(r)) && DecimalText(Encoding.ASCII.GetBytes(TrinoText.JavaReal(a[0].Single(r))), a, r, to) == 0,
            (a, r) =>
                TrinoException.InvalidCast(
                    $"Cannot cast REAL '{TrinoText.JavaReal(a[0].Single(r))}' to DECIMAL({a[1].Int32(r)}, {a[2].Int32(r)})"
                )
        );
    }

    static void ToText(FunctionRegistry f)
    {
        f.Text(
            "trino_cast_double_varchar",
            [LogicalType.Double],
            (a, r, to) =>
            {
                TrinoText.Double(a[0].Double(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_real_varchar",
            [Float],
            (a, r, to) =>
            {
                TrinoText.Real(a[0].Single(r), to);
                return true;
            }
        );
        f.Text(
            "trino_java_double",
            [LogicalType.Double],
            (a, r, to) =>
            {
                TrinoText.JavaDouble(a[0].Double(r), to);
                return true;
            }
        );
        f.Text(
            "trino_java_real",
            [Float],
            (a, r, to) =>
            {
                TrinoText.JavaReal(a[0].Single(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_date_varchar",
            [Date],
            (a, r, to) =>
            {
                TrinoText.Date(a[0].Int32(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_time_varchar",
            [Time, LogicalType.Integer],
            (a, r, to) =>
            {
                TrinoText.Time(a[0].Int64(r), a[1].Int32(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_timestamp_varchar",
            [Timestamp, LogicalType.Integer],
            (a, r, to) =>
            {
                TrinoText.Timestamp(a[0].Int64(r), a[1].Int32(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_zoned_varchar",
            [Timestamp, Varchar, LogicalType.Integer],
            (a, r, to) =>
            {
                var zone = TrinoZone.Get(a[1].Utf8(r));
                TrinoText.Timestamp(zone.ToLocal(a[0].Int64(r)), a[2].Int32(r), to);
                to.Append((byte)' ').Append(zone.IdUtf8);
                return true;
            }
        );
        f.Text(
            "trino_cast_zoned_time_varchar",
            [Time, LogicalType.Integer, LogicalType.Integer],
            (a, r, to) =>
            {
                TrinoText.Time(a[0].Int64(r), a[2].Int32(r), to);
                TrinoText.Offset(a[1].Int32(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_interval_day_varchar",
            [BigInt],
            (a, r, to) =>
            {
                TrinoText.IntervalDayTime(a[0].Int64(r), to);
                return true;
            }
        );
        f.Text(
            "trino_cast_interval_month_varchar",
            [LogicalType.Integer],
            (a, r, to) =>
            {
                TrinoText.IntervalYearMonth(a[0].Int32(r), to);
                return true;
            }
        );
    }

    static void Binary(FunctionRegistry f)
    {
        foreach (var name in (ReadOnlySpan<string>)["trino_cast_uuid_varbinary", "trino_try_cast_uuid_varbinary"])
        {
            f.Blob(
                name,
                [Uuid],
                (a, r, to) =>
                {
                    a[0].Uuid(r).TryWriteBytes(to.Reserve(16), true, out _);
                    to.Advance(16);
                    return true;
                }
            );
        }
        RegisterUuid(
            f,
            "varbinary_uuid",
            LogicalType.Blob,
            a => a.Length == 16 ? new Guid(a, true) : null,
            (a, r) => TrinoException.InvalidCast($"Invalid UUID binary length: {a[0].Utf8(r).Length}")
        );
        foreach (var name in (ReadOnlySpan<string>)["trino_cast_ipaddress_varbinary", "trino_try_cast_ipaddress_varbinary"])
        {
            f.Blob(
                name,
                [Varchar],
                (a, r, to) =>
                {
                    to.Append(IPAddress.Parse(a[0].String(r)).MapToIPv6().GetAddressBytes());
                    return true;
                }
            );
        }
        f.CastText(
            "varbinary_ipaddress",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                var bytes = a[0].Utf8(r);
                if (bytes.Length is not (4 or 16))
                {
                    return false;
                }
                var address = new IPAddress(bytes);
                to.Append((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
                return true;
            },
            (a, r) => TrinoException.InvalidCast($"Invalid IP address binary length: {a[0].Utf8(r).Length}")
        );
    }

    static TrinoException CannotCast(Vector[] a, int row, string type) =>
        TrinoException.InvalidCast($"Cannot cast '{a[0].String(row)}' to {type}");

    static TrinoException OutOfRange(string type, string value) => TrinoException.OutOfRange($"Out of range for {type}: {value}");

    static TrinoException WholeError(double value, string from, string type) =>
        double.IsNaN(value)
            ? TrinoException.InvalidCast($"Cannot cast {from} NaN to {type}")
            : OutOfRange(type, TrinoText.JavaDouble(value));

    static TrinoException RealError(float value, string type) =>
        float.IsNaN(value) ? TrinoException.InvalidCast($"Cannot cast real NaN to {type}") : OutOfRange(type, TrinoText.JavaReal(value));

    static bool Integer<T>(Vector[] a, int row, long minimum, long maximum, out T value)
        where T : INumber<T>
    {
        var valid = TrinoParse.TryInteger(a[0].Utf8(row), minimum, maximum, out var wide);
        value = T.CreateTruncating(wide);
        return valid;
    }

    static bool Narrow<T>(long wide, out T value)
        where T : INumber<T>
    {
        value = T.CreateTruncating(wide);
        return long.CreateTruncating(value) == wide;
    }

    // Half away from zero; the bounds themselves must fit.
    static bool Whole<T>(double value, out T whole)
        where T : INumber<T>, IMinMaxValue<T>
    {
        var rounded = Math.Round(value, MidpointRounding.AwayFromZero);
        var fits =
            rounded >= double.CreateChecked(T.MinValue)
            && (typeof(T) == typeof(long) ? rounded < 9.2233720368547758E18 : rounded <= double.CreateChecked(T.MaxValue));
        whole = fits ? T.CreateTruncating(rounded) : T.Zero;
        return fits;
    }

    static int DecimalText(ReadOnlySpan<byte> text, Vector[] a, int row, Utf8Text to)
    {
        var scale = a[2].Int32(row);
        var answer = TrinoParse.Decimal(text, a[1].Int32(row), scale, out var unscaled);
        if (answer == 0)
        {
            TrinoText.Decimal(unscaled, scale, to);
        }
        return answer;
    }
}
