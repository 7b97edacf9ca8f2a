using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Functions;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>
/// Arithmetic of numbers. Doubles and integers are DuckDB's own except where Trino raises: division and remainder by zero of exact numbers.
/// Decimal result types: trinodb/trino core/trino-main/src/main/java/io/trino/type/DecimalOperators.java.
/// </summary>
static class NumericOperators
{
    // DuckDB computes decimals of up to 18 digits in 64 bits and does not widen a product by itself.
    const int NarrowDigits = 18;

    public static BoundExpression? Bind(ArithmeticOperator op, BoundExpression left, BoundExpression right)
    {
        if (Coercions.CommonSuperType(left.Type, right.Type) is not { } common)
            return null;
        if (common.Kind == SqlTypeKind.Decimal)
            return Decimal(op, AsDecimal(left, right.Type), AsDecimal(right, left.Type));
        var a = ExpressionBinder.Coerce(left, common);
        var b = ExpressionBinder.Coerce(right, common);
        if (a is BoundLiteral { Value: long x } && b is BoundLiteral { Value: long y } && Fold(op, x, y, common) is { } folded)
            return folded;
        var template = op switch
        {
            ArithmeticOperator.Add => "({0} + {1})",
            ArithmeticOperator.Subtract => "({0} - {1})",
            ArithmeticOperator.Multiply => "({0} * {1})",
            ArithmeticOperator.Divide when common.IsInteger => IsSafeDivisor(b) ? "({0} // {1})" : $"trino_div_{common.Name}({{0}}, {{1}})",
            ArithmeticOperator.Modulus when common.IsInteger => IsSafeDivisor(b) ? "({0} % {1})" : $"trino_mod_{common.Name}({{0}}, {{1}})",
            ArithmeticOperator.Divide => common.Kind == SqlTypeKind.Real ? "CAST(({0} / {1}) AS FLOAT)" : "({0} / {1})",
            ArithmeticOperator.Modulus => "({0} % {1})",
        };
        return new BoundNative(common, template, a, b);
    }

    // Sums of constants stay constants (times, window bounds); what fails is left to fail when it runs.
    static BoundLiteral? Fold(ArithmeticOperator op, long a, long b, SqlType type)
    {
        Int128? value = op switch
        {
            ArithmeticOperator.Add => (Int128)a + b,
            ArithmeticOperator.Subtract => (Int128)a - b,
            ArithmeticOperator.Multiply => (Int128)a * b,
            ArithmeticOperator.Divide => b is 0 or -1 ? null : a / b,
            ArithmeticOperator.Modulus => b is 0 or -1 ? null : a % b,
        };
        return value is { } n && n >= long.MinValue && n <= long.MaxValue
            ? ConstantFolding.Convert(new BoundLiteral(SqlType.BigInt, (long)n), type)
            : null;
    }

    // Neither zero nor the -1 that overflows.
    static bool IsSafeDivisor(BoundExpression divisor) => divisor is BoundLiteral { Value: long n } && n is not (0 or -1);

    static BoundExpression AsDecimal(BoundExpression value, SqlType other) =>
        value.Type.IsUnknown ? ExpressionBinder.Coerce(value, other) : ExpressionBinder.Coerce(value, Coercions.DecimalOf(value.Type));

    static BoundNative Decimal(ArithmeticOperator op, BoundExpression left, BoundExpression right)
    {
        var (p1, s1, p2, s2) = (left.Type.Precision, left.Type.Scale, right.Type.Precision, right.Type.Scale);
        switch (op)
        {
            case ArithmeticOperator.Add:
            case ArithmeticOperator.Subtract:
                // DuckDB types the sum by the same rule, but does not leave 64 bits by itself.
                var sum = Type(Math.Max(p1 - s1, p2 - s2) + Math.Max(s1, s2) + 1, Math.Max(s1, s2));
                var symbol = op == ArithmeticOperator.Add ? "+" : "-";
                return sum.Precision > NarrowDigits && p1 <= NarrowDigits && p2 <= NarrowDigits
                    ? new BoundNative(sum, $"CAST(({{0}} {symbol} {{1}}) AS {DuckTypes.Of(sum)})", Widened(left), right)
                    : new BoundNative(sum, $"({{0}} {symbol} {{1}})", left, right);
            case ArithmeticOperator.Multiply:
                if (s1 + s2 > SqlType.MaxDecimalPrecision)
                {
                    throw Diagnostics.SqlErrorException.Nowhere(
                        "INVALID_FUNCTION_ARGUMENT",
                        $"DECIMAL scale must be in range [0, precision ({SqlType.MaxDecimalPrecision})]: {s1 + s2}"
                    );
                }
                var product = Type(p1 + p2, s1 + s2);
                if (p1 + p2 > SqlType.MaxDecimalPrecision)
                {
                    return new BoundNative(
                        product,
                        $"CAST(trino_decimal_mul(CAST({{0}} AS VARCHAR), CAST({{1}} AS VARCHAR)) AS {DuckTypes.Of(product)})",
                        left,
                        right
                    );
                }
                var wide = p1 + p2 > NarrowDigits && p1 <= NarrowDigits && p2 <= NarrowDigits;
                var first = wide ? Widened(left) : left;
                return new BoundNative(product, $"CAST(({{0}} * {{1}}) AS {DuckTypes.Of(product)})", first, right);
            case ArithmeticOperator.Divide:
                var scale = Math.Max(s1, s2);
                var quotient = Type(p1 + s2 + Math.Max(s2 - s1, 0), scale);
                return new BoundNative(
                    quotient,
                    $"CAST(trino_decimal_div(CAST({{0}} AS VARCHAR), CAST({{1}} AS VARCHAR), {scale}) AS {DuckTypes.Of(quotient)})",
                    left,
                    right
                );
            default:
                var remainder = Type(Math.Min(p2 - s2, p1 - s1) + Math.Max(s1, s2), Math.Max(s1, s2));
                return new BoundNative(
                    remainder,
                    $"CAST(trino_decimal_mod(CAST({{0}} AS VARCHAR), CAST({{1}} AS VARCHAR)) AS {DuckTypes.Of(remainder)})",
                    left,
                    right
                );
        }
    }

    static BoundNative Widened(BoundExpression value)
    {
        var type = SqlType.Decimal(NarrowDigits + 1, value.Type.Scale);
        return new BoundNative(type, $"CAST({{0}} AS {DuckTypes.Of(type)})", value);
    }

    static SqlType Type(int precision, int scale) =>
        SqlType.Decimal(Math.Min(SqlType.MaxDecimalPrecision, precision), Math.Min(scale, SqlType.MaxDecimalPrecision));
}
