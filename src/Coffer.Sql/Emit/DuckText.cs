using System.Globalization;
using System.Text;
using Coffer.Sql.Binding;
using Coffer.Sql.Functions;
using Coffer.Sql.Types;

namespace Coffer.Sql.Emit;

/// <summary>Identifiers and literals of DuckDB's language.</summary>
static class DuckText
{
    const long MicrosPerDay = 86_400_000_000;

    // The instants that DuckDB's text form writes with four digits of the year.
    const long FirstPlainDay = -719_162;
    const long LastPlainDay = 2_932_896;

    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text literal; U+0000, which DuckDB's lexer does not take, is joined in.</summary>
    public static string String(string value)
    {
        var quoted = $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        return value.Contains('\0', StringComparison.Ordinal)
            ? $"({quoted.Replace("\0", "' || chr(0) || '", StringComparison.Ordinal)})"
            : quoted;
    }

    /// <summary>A literal of the physical form of its type.</summary>
    public static string Literal(SqlType type, object? value)
    {
        if (value is null)
            return $"CAST(NULL AS {DuckTypes.Of(type)})";
        return type.Kind switch
        {
            SqlTypeKind.Boolean => (bool)value ? "true" : "false",
            SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer or SqlTypeKind.IntervalYearToMonth => Number(
                (long)value,
                type
            ),
            SqlTypeKind.BigInt or SqlTypeKind.IntervalDayToSecond => Number((long)value, type),
            SqlTypeKind.Real => $"CAST('{((float)value).ToString("R", CultureInfo.InvariantCulture)}' AS FLOAT)",
            SqlTypeKind.Double => Double((double)value),
            SqlTypeKind.Decimal => $"CAST('{Decimal((Int128)value, type.Scale)}' AS {DuckTypes.Of(type)})",
            SqlTypeKind.VarChar or SqlTypeKind.Char or SqlTypeKind.Json or SqlTypeKind.IpAddress => String((string)value),
            SqlTypeKind.Uuid => $"CAST({String((string)value)} AS UUID)",
            SqlTypeKind.VarBinary => $"unhex('{Convert.ToHexString((byte[])value)}')",
            SqlTypeKind.Date => Date((long)value),
            SqlTypeKind.Time => $"CAST('{Clock((long)value)}' AS TIME)",
            SqlTypeKind.Timestamp => Timestamp((long)value),
            SqlTypeKind.TimestampWithTimeZone => Zoned((ZonedValue)value),
            SqlTypeKind.TimeWithTimeZone => ZonedTime((ZonedTimeValue)value),
            _ => throw new InvalidOperationException($"No literal of type {type}."),
        };
    }

    /// <summary>The text of a decimal with its scale.</summary>
    public static string Decimal(Int128 unscaled, int scale)
    {
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = unscaled < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    static string Number(long value, SqlType type) => $"CAST({value.ToString(CultureInfo.InvariantCulture)} AS {DuckTypes.Of(type)})";

    static string Double(double value)
    {
        if (!double.IsFinite(value))
            return $"CAST('{(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")}' AS DOUBLE)";
        // A negative constant goes through text: "- 0e0" would lose the sign of zero.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsNegative(value) ? $"CAST('{shortest}' AS DOUBLE)"
            : shortest.Contains('E', StringComparison.Ordinal) ? shortest
            : shortest + "e0";
    }

    static string Date(long days) =>
        days is >= FirstPlainDay and <= LastPlainDay
            ? $"CAST('{Day(days)}' AS DATE)"
            : $"make_date(CAST({days.ToString(CultureInfo.InvariantCulture)} AS INTEGER))";

    static string Timestamp(long micros)
    {
        var days = Math.DivRem(micros, MicrosPerDay, out var rest);
        if (rest < 0)
        {
            days--;
            rest += MicrosPerDay;
        }
        return days is >= FirstPlainDay and <= LastPlainDay
            ? $"CAST('{Day(days)} {Clock(rest)}' AS TIMESTAMP)"
            : $"make_timestamp(CAST({micros.ToString(CultureInfo.InvariantCulture)} AS BIGINT))";
    }

    static string Zoned(ZonedValue value) => $"struct_pack(\"i\" := {Timestamp(value.Micros)}, \"z\" := {String(value.Zone)})";

    static string ZonedTime(ZonedTimeValue value) =>
        $"struct_pack(\"t\" := CAST('{Clock(value.Micros)}' AS TIME), \"o\" := CAST({value.OffsetMinutes.ToString(CultureInfo.InvariantCulture)} AS INTEGER))";

    static string Day(long days)
    {
        var date = new NodaTime.LocalDate(1970, 1, 1).PlusDays((int)days);
        return string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}-{date.Month:D2}-{date.Day:D2}");
    }

    static string Clock(long micros)
    {
        var seconds = micros / 1_000_000;
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}.{micros % 1_000_000:D6}")
            .ToString();
    }
}
