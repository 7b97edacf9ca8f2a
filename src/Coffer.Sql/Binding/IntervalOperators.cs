using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>
/// Arithmetic of dates, times and intervals. Day-second intervals are milliseconds, year-month intervals months; a day-second interval
/// moves the instant of a zoned value, a year-month interval its wall clock.
/// </summary>
static class IntervalOperators
{
    const long MillisPerDay = 86_400_000;

    public static BoundExpression? Bind(ArithmeticOperator op, BoundExpression left, BoundExpression right) =>
        op switch
        {
            ArithmeticOperator.Add => Add(left, right, 1) ?? Add(right, left, 1),
            ArithmeticOperator.Subtract => Subtract(left, right) ?? Add(left, right, -1),
            ArithmeticOperator.Multiply => Multiply(left, right) ?? Multiply(right, left),
            ArithmeticOperator.Divide => Divide(left, right),
            _ => null,
        };

    static bool IsInterval(SqlType type) => type.Kind is SqlTypeKind.IntervalDayToSecond or SqlTypeKind.IntervalYearToMonth;

    static BoundExpression? Add(BoundExpression value, BoundExpression interval, int sign)
    {
        var (type, symbol) = (value.Type, sign < 0 ? "-" : "+");
        if (!IsInterval(interval.Type))
            return null;
        if (type == interval.Type)
            return new BoundNative(type, $"({{0}} {symbol} {{1}})", value, interval);
        var months = interval.Type.Kind == SqlTypeKind.IntervalYearToMonth;
        switch (type.Kind)
        {
            case SqlTypeKind.Date when months:
                return new BoundNative(type, $"CAST(({{0}} {symbol} to_months({{1}})) AS DATE)", value, interval);
            case SqlTypeKind.Date:
                // A constant number of days is the common case; any other amount is checked row by row.
                return interval is BoundLiteral { Value: long millis } && millis % MillisPerDay == 0
                    ? new BoundNative(type, $"({{0}} {symbol} {{1}})", value, new BoundLiteral(SqlType.Integer, millis / MillisPerDay))
                    : new BoundNative(type, $"({{0}} {symbol} {WholeDays})", value, interval);
            case SqlTypeKind.Timestamp when months:
                return new BoundNative(type, $"({{0}} {symbol} to_months({{1}}))", value, interval);
            case SqlTypeKind.Timestamp or SqlTypeKind.Time when !months:
                return new BoundNative(
                    type.Precision >= SqlType.DefaultTimePrecision ? type
                        : type.Kind == SqlTypeKind.Time ? SqlType.Time(SqlType.DefaultTimePrecision)
                        : SqlType.Timestamp(SqlType.DefaultTimePrecision),
                    $"({{0}} {symbol} {Micros("{1}")})",
                    value,
                    interval
                );
            case SqlTypeKind.TimestampWithTimeZone when months:
                return new BoundNative(
                    type,
                    "trino_zoned(trino_instant((trino_local(struct_extract({0}, 'i'), struct_extract({0}, 'z')) "
                        + symbol
                        + " to_months({1})), struct_extract({0}, 'z')), struct_extract({0}, 'z'))",
                    value,
                    interval
                );
            case SqlTypeKind.TimestampWithTimeZone:
                return new BoundNative(
                    SqlType.TimestampWithTimeZone(Math.Max(type.Precision, SqlType.DefaultTimePrecision)),
                    $"trino_zoned((struct_extract({{0}}, 'i') {symbol} {Micros("{1}")}), struct_extract({{0}}, 'z'))",
                    value,
                    interval
                );
            case SqlTypeKind.TimeWithTimeZone when !months:
                return new BoundNative(
                    type,
                    $"trino_zoned_time((struct_extract({{0}}, 't') {symbol} {Micros("{1}")}), struct_extract({{0}}, 'o'))",
                    value,
                    interval
                );
            default:
                return null;
        }
    }

    const string WholeDays =
        "CASE WHEN (({1} % CAST(86400000 AS BIGINT)) = CAST(0 AS BIGINT)) THEN CAST(({1} // CAST(86400000 AS BIGINT)) AS INTEGER)"
        + " WHEN ({1} IS NULL) THEN CAST(NULL AS INTEGER)"
        + " ELSE trino_fail('INVALID_FUNCTION_ARGUMENT: Cannot add hour, minutes or seconds to a date') END";

    static string Micros(string interval) => $"to_microseconds(({interval} * CAST(1000 AS BIGINT)))";

    static BoundExpression? Subtract(BoundExpression left, BoundExpression right)
    {
        if (left.Type.Kind == SqlTypeKind.Date && right.Type.Kind == SqlTypeKind.Date)
            return new BoundNative(SqlType.IntervalDayToSecond, "(CAST(({0} - {1}) AS BIGINT) * CAST(86400000 AS BIGINT))", left, right);
        if (IsInterval(left.Type) || IsInterval(right.Type) || Coercions.CommonSuperType(left.Type, right.Type) is not { } common)
            return null;
        var (a, b) = (ExpressionBinder.Coerce(left, common), ExpressionBinder.Coerce(right, common));
        return common.Kind switch
        {
            SqlTypeKind.Timestamp or SqlTypeKind.Time => new BoundNative(
                SqlType.IntervalDayToSecond,
                "((epoch_us({0}) - epoch_us({1})) // CAST(1000 AS BIGINT))",
                a,
                b
            ),
            SqlTypeKind.TimestampWithTimeZone => new BoundNative(
                SqlType.IntervalDayToSecond,
                "((epoch_us(struct_extract({0}, 'i')) - epoch_us(struct_extract({1}, 'i'))) // CAST(1000 AS BIGINT))",
                a,
                b
            ),
            SqlTypeKind.TimeWithTimeZone => new BoundNative(
                SqlType.IntervalDayToSecond,
                "(({0} - {1}) // CAST(1000 AS BIGINT))",
                new BoundKey(a),
                new BoundKey(b)
            ),
            _ => null,
        };
    }

    static BoundExpression? Multiply(BoundExpression interval, BoundExpression factor)
    {
        if (!IsInterval(interval.Type) || !factor.Type.IsNumeric)
            return null;
        if (factor.Type.IsInteger)
        {
            var amount = interval.Type.Kind == SqlTypeKind.IntervalDayToSecond ? SqlType.BigInt : SqlType.Integer;
            return new BoundNative(interval.Type, "({0} * {1})", interval, Cast(factor, amount));
        }
        return new BoundNative(
            interval.Type,
            Truncated(interval.Type, "({0} * {1})"),
            interval,
            ExpressionBinder.Coerce(factor, SqlType.Double)
        );
    }

    static BoundExpression Cast(BoundExpression value, SqlType type) =>
        Coercions.CanCoerce(value.Type, type) ? ExpressionBinder.Coerce(value, type) : new BoundCast(type, value);

    static BoundExpression? Divide(BoundExpression interval, BoundExpression divisor)
    {
        if (!IsInterval(interval.Type) || !divisor.Type.IsNumeric)
            return null;
        var name = interval.Type.Kind == SqlTypeKind.IntervalDayToSecond ? "bigint" : "integer";
        return divisor.Type.IsInteger
            ? new BoundNative(
                interval.Type,
                $"trino_div_{name}({{0}}, {{1}})",
                interval,
                Cast(divisor, name == "bigint" ? SqlType.BigInt : SqlType.Integer)
            )
            : new BoundNative(
                interval.Type,
                Truncated(interval.Type, "({0} / {1})"),
                interval,
                ExpressionBinder.Coerce(divisor, SqlType.Double)
            );
    }

    static string Truncated(SqlType interval, string product) =>
        $"CAST(trunc({product}) AS {(interval.Kind == SqlTypeKind.IntervalDayToSecond ? "BIGINT" : "INTEGER")})";
}
