namespace Coffer.Sql.Types;

/// <summary>
/// Trino's implicit conversions: what may be used where another type is wanted, and the common type of two.
/// Matched: trinodb/trino core/trino-main/src/main/java/io/trino/type/TypeCoercion.java.
/// </summary>
public static class Coercions
{
    /// <summary>Whether a value of <paramref name="from"/> may stand where <paramref name="to"/> is wanted.</summary>
    public static bool CanCoerce(SqlType from, SqlType to) => from == to || CommonSuperType(from, to) == to;

    /// <summary>
    /// Whether the conversion changes nothing physically (varchar lengths, time precisions in the fitting direction, row field names):
    /// no cast has to be printed.
    /// </summary>
    public static bool IsTypeOnly(SqlType from, SqlType to)
    {
        if (from == to)
            return true;
        if (from.Kind != to.Kind)
            return false;
        return from.Kind switch
        {
            SqlTypeKind.VarChar => to.Length is null || (from.Length is { } n && n <= to.Length),
            SqlTypeKind.Time or SqlTypeKind.Timestamp or SqlTypeKind.TimestampWithTimeZone or SqlTypeKind.TimeWithTimeZone => from.Precision
                <= to.Precision,
            SqlTypeKind.Array or SqlTypeKind.Map => from.Fields.Zip(to.Fields).All(p => IsTypeOnly(p.First.Type, p.Second.Type)),
            SqlTypeKind.Row => from.Fields.Count == to.Fields.Count
                && from.Fields.Zip(to.Fields).All(p => IsTypeOnly(p.First.Type, p.Second.Type)),
            _ => false,
        };
    }

    /// <summary>The smallest type that both convert to, or null.</summary>
    public static SqlType? CommonSuperType(SqlType first, SqlType second)
    {
        if (first == second)
            return first;
        if (first.IsUnknown)
            return second;
        if (second.IsUnknown)
            return first;
        if (first.Kind == second.Kind)
            return CommonOfKind(first, second);
        return Widen(first, second) ?? Widen(second, first);
    }

    /// <summary>The decimal that holds every value of an integer type.</summary>
    public static SqlType DecimalOf(SqlType integer) =>
        integer.Kind switch
        {
            SqlTypeKind.TinyInt => SqlType.Decimal(3, 0),
            SqlTypeKind.SmallInt => SqlType.Decimal(5, 0),
            SqlTypeKind.Integer => SqlType.Decimal(10, 0),
            SqlTypeKind.BigInt => SqlType.Decimal(19, 0),
            _ => integer,
        };

    static SqlType? CommonOfKind(SqlType first, SqlType second)
    {
        switch (first.Kind)
        {
            case SqlTypeKind.Decimal:
                var scale = Math.Max(first.Scale, second.Scale);
                var whole = Math.Max(first.Precision - first.Scale, second.Precision - second.Scale);
                return SqlType.Decimal(Math.Min(SqlType.MaxDecimalPrecision, whole + scale), scale);
            case SqlTypeKind.VarChar:
                return first.Length is { } a && second.Length is { } b ? SqlType.VarCharOf(Math.Max(a, b)) : SqlType.VarChar;
            case SqlTypeKind.Char:
                return SqlType.CharOf(Math.Max(first.Length!.Value, second.Length!.Value));
            case SqlTypeKind.Time:
                return SqlType.Time(Math.Max(first.Precision, second.Precision));
            case SqlTypeKind.TimeWithTimeZone:
                return SqlType.TimeWithTimeZone(Math.Max(first.Precision, second.Precision));
            case SqlTypeKind.Timestamp:
                return SqlType.Timestamp(Math.Max(first.Precision, second.Precision));
            case SqlTypeKind.TimestampWithTimeZone:
                return SqlType.TimestampWithTimeZone(Math.Max(first.Precision, second.Precision));
            case SqlTypeKind.Array:
                return CommonSuperType(first.Element, second.Element) is { } element ? SqlType.Array(element) : null;
            case SqlTypeKind.Map:
                return CommonSuperType(first.Key, second.Key) is { } key && CommonSuperType(first.Value, second.Value) is { } value
                    ? SqlType.Map(key, value)
                    : null;
            case SqlTypeKind.Row:
                return CommonRow(first, second);
            default:
                return null;
        }
    }

    static SqlType? CommonRow(SqlType first, SqlType second)
    {
        if (first.Fields.Count != second.Fields.Count)
            return null;
        var fields = new List<SqlField>();
        foreach (var (a, b) in first.Fields.Zip(second.Fields))
        {
            if (CommonSuperType(a.Type, b.Type) is not { } type)
                return null;
            fields.Add(
                new SqlField(a.Name is not null && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase) ? a.Name : null, type)
            );
        }
        return SqlType.Row(fields);
    }

    // One direction: what "narrow" becomes when it meets "wide", if wide's family can hold it.
    static SqlType? Widen(SqlType narrow, SqlType wide)
    {
        if (narrow.IsInteger && wide.IsInteger)
            return narrow.Kind < wide.Kind ? wide : null;
        if (narrow.IsInteger && wide.Kind == SqlTypeKind.Decimal)
            return CommonOfKind(DecimalOf(narrow), wide);
        if ((narrow.IsInteger || narrow.Kind == SqlTypeKind.Decimal) && wide.IsFloating)
            return wide;
        return (narrow.Kind, wide.Kind) switch
        {
            (SqlTypeKind.Real, SqlTypeKind.Double) => wide,
            (SqlTypeKind.Date, SqlTypeKind.Timestamp or SqlTypeKind.TimestampWithTimeZone) => wide,
            (SqlTypeKind.Timestamp, SqlTypeKind.TimestampWithTimeZone) => SqlType.TimestampWithTimeZone(
                Math.Max(narrow.Precision, wide.Precision)
            ),
            (SqlTypeKind.Time, SqlTypeKind.TimeWithTimeZone) => SqlType.TimeWithTimeZone(Math.Max(narrow.Precision, wide.Precision)),
            // varchar(x) meets char(y): char of the longer length, the longest one for a varchar without length.
            (SqlTypeKind.VarChar, SqlTypeKind.Char) => SqlType.CharOf(
                Math.Min(SqlType.MaxCharLength, Math.Max(narrow.Length ?? SqlType.MaxCharLength, wide.Length!.Value))
            ),
            _ => null,
        };
    }
}
