using System.Globalization;
using System.Text;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.SqlJson;

/// <summary>Casts a JSON scalar to the type that JSON_VALUE returns, up to a text that the cast from varchar accepts.</summary>
static class JsonScalarCast
{
    /// <summary>The SQL type of a scalar.</summary>
    public static string TypeOf(JsonItem item) =>
        item.Kind switch
        {
            JsonItemKind.Boolean => "boolean",
            JsonItemKind.Integer => item.Integer is >= int.MinValue and <= int.MaxValue ? "integer" : "bigint",
            JsonItemKind.Double => "double",
            _ => "varchar",
        };

    public static bool TryText(JsonItem item, SqlType type, out string text)
    {
        text = PlainText(item);
        if (type.Kind is SqlTypeKind.VarChar or SqlTypeKind.Char)
        {
            return true;
        }
        return item.Kind switch
        {
            JsonItemKind.String => CanCast(item.Text, type),
            JsonItemKind.Boolean => TryNumber(item.Boolean ? 1 : 0, type, ref text),
            JsonItemKind.Integer => TryNumber(item.Integer, type, ref text),
            _ => TryNumber(item.Double, type, ref text),
        };
    }

    static string PlainText(JsonItem item) =>
        item.Kind switch
        {
            JsonItemKind.Boolean => item.Boolean ? "true" : "false",
            JsonItemKind.Integer => item.Integer.ToString(CultureInfo.InvariantCulture),
            JsonItemKind.Double => TrinoText.Double(item.Double),
            _ => item.Text,
        };

    static bool TryNumber(double value, SqlType type, ref string text)
    {
        switch (type.Kind)
        {
            case SqlTypeKind.Boolean:
                text = value != 0 ? "true" : "false";
                return true;
            case SqlTypeKind.Real:
            case SqlTypeKind.Double:
                text = TrinoText.Double(value);
                return true;
            case SqlTypeKind.Decimal:
                var digits = value.ToString("R", CultureInfo.InvariantCulture);
                return TryDecimal(digits, type, ref text);
            default:
                return type.IsInteger && TryInteger(Math.Round(value, MidpointRounding.AwayFromZero), type, ref text);
        }
    }

    static bool TryNumber(long value, SqlType type, ref string text)
    {
        if (type.Kind == SqlTypeKind.Decimal)
        {
            return TryDecimal(text, type, ref text);
        }
        if (!type.IsInteger)
        {
            return TryNumber((double)value, type, ref text);
        }
        var (minimum, maximum) = RangeOf(type);
        text = value.ToString(CultureInfo.InvariantCulture);
        return value >= minimum && value <= maximum;
    }

    static bool TryInteger(double value, SqlType type, ref string text)
    {
        var (minimum, maximum) = RangeOf(type);
        if (!(value >= minimum && value <= maximum && value < 9.2233720368547758E18))
        {
            return false;
        }
        text = ((long)value).ToString(CultureInfo.InvariantCulture);
        return true;
    }

    static bool TryDecimal(string digits, SqlType type, ref string text)
    {
        if (TrinoParse.Decimal(Encoding.ASCII.GetBytes(digits), type.Precision, type.Scale, out var unscaled) != 0)
        {
            return false;
        }
        text = TrinoText.Decimal(unscaled, type.Scale);
        return true;
    }

    static (long Minimum, long Maximum) RangeOf(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.TinyInt => (sbyte.MinValue, sbyte.MaxValue),
            SqlTypeKind.SmallInt => (short.MinValue, short.MaxValue),
            SqlTypeKind.Integer => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };

    /// <summary>Whether the cast of a text would succeed; the cast itself is made later.</summary>
    static bool CanCast(string text, SqlType type)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        switch (type.Kind)
        {
            case SqlTypeKind.Boolean:
                return TrinoParse.TryBoolean(utf8, out _);
            case SqlTypeKind.TinyInt:
            case SqlTypeKind.SmallInt:
            case SqlTypeKind.Integer:
            case SqlTypeKind.BigInt:
                var (minimum, maximum) = RangeOf(type);
                return TrinoParse.TryInteger(utf8, minimum, maximum, out _);
            case SqlTypeKind.Real:
                return TrinoParse.TryReal(utf8, out _);
            case SqlTypeKind.Double:
                return TrinoParse.TryDouble(utf8, out _);
            case SqlTypeKind.Decimal:
                return TrinoParse.Decimal(utf8, type.Precision, type.Scale, out _) == 0;
            case SqlTypeKind.Date:
                return TrinoParse.TryDate(utf8, out _);
            case SqlTypeKind.Time:
                return TrinoParse.TryTime(utf8, out _, out _);
            case SqlTypeKind.Timestamp:
            case SqlTypeKind.TimestampWithTimeZone:
                return TrinoParse.TryTimestamp(utf8, out _, out _, out _);
            default:
                return false;
        }
    }
}
