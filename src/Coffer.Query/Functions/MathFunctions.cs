using System.Globalization;
using System.Numerics;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;
using Vector = Coffer.DuckDb.Vector;

namespace Coffer.Query.Functions;

/// <summary>Arithmetic with Trino's errors, and mathematics with Java's domains (NaN instead of an error).</summary>
static class MathFunctions
{
    static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(n => Math.Pow(10, n))];

    public static void Register(FunctionRegistry f)
    {
        Arithmetic(f);
        Decimals(f);
        Rounding(f);
        Elementary(f);
        Bits(f);
        Statistics(f);
        f.TryValue(
            "trino_fail",
            [Varchar],
            LogicalType.Integer,
            (Vector[] a, int r, out int value) =>
            {
                var text = a[0].String(r);
                var colon = text.IndexOf(": ", StringComparison.Ordinal);
                throw new TrinoException(text[..colon], text[(colon + 2)..]);
            }
        );
    }

    static void Arithmetic(FunctionRegistry f)
    {
        Division<sbyte>(f, "tinyint", TinyInt);
        Division<short>(f, "smallint", SmallInt);
        Division<int>(f, "integer", LogicalType.Integer);
        Division<long>(f, "bigint", BigInt);
        f.Value(
            "trino_mod_double",
            [LogicalType.Double, LogicalType.Double],
            LogicalType.Double,
            (a, r) => a[0].Double(r) % a[1].Double(r)
        );
        f.Value("trino_mod_real", [Float, Float], Float, (a, r) => a[0].Single(r) % a[1].Single(r));
    }

    static void Division<T>(FunctionRegistry f, string name, LogicalType type)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, ISignedNumber<T>
    {
        f.Value(
            $"trino_div_{name}",
            [type, type],
            type,
            (a, r) =>
            {
                var divisor = a[1].Values<T>()[r];
                if (T.IsZero(divisor))
                {
                    throw TrinoException.DivisionByZero();
                }
                var dividend = a[0].Values<T>()[r];
                return divisor == T.NegativeOne && dividend == T.MinValue
                    ? throw TrinoException.OutOfRange($"{name} division overflow: {dividend} / {divisor}")
                    : dividend / divisor;
            }
        );
        f.Value(
            $"trino_mod_{name}",
            [type, type],
            type,
            (a, r) =>
            {
                var divisor = a[1].Values<T>()[r];
                return T.IsZero(divisor) ? throw TrinoException.DivisionByZero()
                    : divisor == T.NegativeOne ? T.Zero
                    : a[0].Values<T>()[r] % divisor;
            }
        );
    }

    static void Decimals(FunctionRegistry f)
    {
        f.Text(
            "trino_decimal_div",
            [Varchar, Varchar, LogicalType.Integer],
            (a, r, to) =>
            {
                var (x, xScale) = Parse(a[0].Utf8(r));
                var (y, yScale) = Parse(a[1].Utf8(r));
                var scale = a[2].Int32(r);
                if (y.IsZero)
                {
                    throw TrinoException.DivisionByZero();
                }
                var shift = scale + yScale - xScale;
                var numerator = BigInteger.Abs(x) * BigInteger.Pow(10, Math.Max(shift, 0));
                var denominator = BigInteger.Abs(y) * BigInteger.Pow(10, Math.Max(-shift, 0));
                var quotient = TrinoParse.DivideHalfUp(numerator, denominator);
                Write(x.Sign * y.Sign < 0 ? -quotient : quotient, scale, to);
                return true;
            }
        );
        f.Text(
            "trino_decimal_mod",
            [Varchar, Varchar],
            (a, r, to) =>
            {
                var (x, xScale) = Parse(a[0].Utf8(r));
                var (y, yScale) = Parse(a[1].Utf8(r));
                if (y.IsZero)
                {
                    throw TrinoException.DivisionByZero();
                }
                var scale = Math.Max(xScale, yScale);
                Write(BigInteger.Remainder(x * BigInteger.Pow(10, scale - xScale), y * BigInteger.Pow(10, scale - yScale)), scale, to);
                return true;
            }
        );
        f.Text(
            "trino_decimal_mul",
            [Varchar, Varchar],
            (a, r, to) =>
            {
                var (x, xScale) = Parse(a[0].Utf8(r));
                var (y, yScale) = Parse(a[1].Utf8(r));
                Write(x * y, xScale + yScale, to);
                return true;
            }
        );
        f.Text(
            "trino_decimal_average",
            [Varchar, BigInt, LogicalType.Integer],
            (a, r, to) =>
            {
                var (x, xScale) = Parse(a[0].Utf8(r));
                var quotient = TrinoParse.DivideHalfUp(
                    BigInteger.Abs(x) * BigInteger.Pow(10, Math.Max(0, a[2].Int32(r) - xScale)),
                    a[1].Int64(r)
                );
                Write(x.Sign < 0 ? -quotient : quotient, a[2].Int32(r), to);
                return true;
            }
        );
        f.Text("trino_round_decimal", [Varchar, LogicalType.Integer], (a, r, to) => RoundDecimal(a, r, to, true));
        f.Text("trino_truncate_decimal", [Varchar, LogicalType.Integer], (a, r, to) => RoundDecimal(a, r, to, false));
    }

    static bool RoundDecimal(Vector[] a, int row, Utf8Text to, bool round)
    {
        var (x, scale) = Parse(a[0].Utf8(row));
        var drop = (long)scale - a[1].Int32(row);
        if (drop > 0)
        {
            var unit = BigInteger.Pow(10, (int)Math.Min(drop, 100));
            var kept = round ? TrinoParse.DivideHalfUp(BigInteger.Abs(x), unit) : BigInteger.Abs(x) / unit;
            x = kept * unit * x.Sign;
        }
        Write(x, scale, to);
        return true;
    }

    static void Rounding(FunctionRegistry f)
    {
        f.Value(
            "trino_round_bigint",
            [BigInt, LogicalType.Integer],
            BigInt,
            (a, r) =>
            {
                var value = a[0].Int64(r);
                var digits = a[1].Int32(r);
                if (digits >= 0)
                {
                    return value;
                }
                if (digits < -18)
                {
                    throw TrinoException.OutOfRange($"numerical overflow: {value}");
                }
                var unit = (long)Math.Pow(10, -digits);
                var magnitude = TrinoParse.DivideHalfUp(BigInteger.Abs(value), unit) * unit;
                return magnitude > long.MaxValue
                    ? throw TrinoException.OutOfRange($"numerical overflow: {value}")
                    : (long)(magnitude * Math.Sign(value));
            }
        );
        f.Value(
            "trino_round_double",
            [LogicalType.Double, LogicalType.Integer],
            LogicalType.Double,
            (a, r) => Round(a[0].Double(r), a[1].Int32(r))
        );
        f.Value("trino_round_real", [Float, LogicalType.Integer], Float, (a, r) => (float)Round(a[0].Single(r), a[1].Int32(r)));
    }

    // Scaled and rounded half up as Java's Math.round does; values that are whole at that scale stay.
    static double Round(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }
        var factor = (uint)digits < (uint)PowersOfTen.Length ? PowersOfTen[digits] : Math.Pow(10, digits);
        if (!(Math.Abs(value) * factor < long.MaxValue))
        {
            return value;
        }
        return value < 0 ? -(JavaRound(-value * factor) / factor) : JavaRound(value * factor) / factor;
    }

    static double JavaRound(double value)
    {
        var floor = Math.Floor(value);
        return value - floor >= 0.5 ? floor + 1 : floor;
    }

    static void Elementary(FunctionRegistry f)
    {
        void Unary(string name, Func<double, double> function) =>
            f.Value(name, [LogicalType.Double], LogicalType.Double, (a, r) => function(a[0].Double(r)));
        void Binary(string name, Func<double, double, double> function) =>
            f.Value(name, [LogicalType.Double, LogicalType.Double], LogicalType.Double, (a, r) => function(a[0].Double(r), a[1].Double(r)));
        Unary("trino_sqrt", Math.Sqrt);
        Unary("trino_cbrt", Math.Cbrt);
        Unary("trino_ln", Math.Log);
        Unary("trino_log2", x => Math.Log(x) / Math.Log(2));
        Unary("trino_log10", Math.Log10);
        Unary("trino_exp", Math.Exp);
        Unary("trino_sin", Math.Sin);
        Unary("trino_cos", Math.Cos);
        Unary("trino_tan", Math.Tan);
        Unary("trino_asin", Math.Asin);
        Unary("trino_acos", Math.Acos);
        Unary("trino_atan", Math.Atan);
        Unary("trino_sinh", Math.Sinh);
        Unary("trino_cosh", Math.Cosh);
        Unary("trino_tanh", Math.Tanh);
        Binary("trino_atan2", Math.Atan2);
        Binary("trino_log", (b, x) => Math.Log(x) / Math.Log(b));
        Binary("trino_power", Power);
    }

    // Java gives NaN where C gives 1.
    static double Power(double x, double y) =>
        double.IsNaN(y) && y != 0 ? double.NaN
        : double.IsInfinity(y) && Math.Abs(x) == 1 ? double.NaN
        : Math.Pow(x, y);

    static void Bits(FunctionRegistry f)
    {
        LogicalType[] shift = [BigInt, LogicalType.Integer, LogicalType.Integer];
        f.Value("trino_shift_left", shift, BigInt, (a, r) => Shift(a, r, static (x, n, _) => x << n, 0));
        f.Value(
            "trino_shift_right",
            shift,
            BigInt,
            (a, r) => Shift(a, r, static (x, n, bits) => (long)(((ulong)x & (ulong.MaxValue >> (64 - bits))) >> n), 0)
        );
        f.Value(
            "trino_shift_right_arithmetic",
            shift,
            BigInt,
            (a, r) => Shift(a, r, static (x, n, _) => x >> n, a[0].Int64(r) < 0 ? -1 : 0)
        );
        f.Value(
            "trino_bit_count",
            [BigInt, BigInt],
            BigInt,
            (a, r) =>
            {
                var value = a[0].Int64(r);
                var bits = a[1].Int64(r);
                if (bits is < 2 or > 64)
                {
                    throw TrinoException.InvalidArgument($"Bits specified in bit_count must be between 2 and 64, got {bits}");
                }
                if (bits < 64 && (value >= 1L << (int)(bits - 1) || value < -(1L << (int)(bits - 1))))
                {
                    throw TrinoException.InvalidArgument(
                        $"Number must be representable with the bits specified. {value} cannot be represented with {bits} bits"
                    );
                }
                return (long)BitOperations.PopCount((ulong)value & (ulong.MaxValue >> (int)(64 - bits)));
            }
        );
        f.Value("trino_from_base", [Varchar, BigInt], BigInt, (a, r) => FromBase(a[0].String(r), a[1].Int64(r)));
        f.Text(
            "trino_to_base",
            [BigInt, BigInt],
            (a, r, to) =>
            {
                var radix = Radix(a[1].Int64(r));
                var magnitude = Int128.Abs(a[0].Int64(r));
                Span<byte> digits = stackalloc byte[64];
                var at = digits.Length;
                do
                {
                    digits[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"u8[(int)(magnitude % radix)];
                    magnitude /= radix;
                } while (magnitude != 0);
                if (a[0].Int64(r) < 0)
                {
                    to.Append((byte)'-');
                }
                to.Append(digits[at..]);
                return true;
            }
        );
    }

    // The value is cut to the width of its type; a shift by the width or more gives what is left of it.
    static long Shift(Vector[] a, int row, Func<long, int, int, long> shift, long beyond)
    {
        var bits = a[2].Int32(row);
        var n = a[1].Int32(row);
        if (n >= bits)
        {
            return beyond;
        }
        var value = shift(a[0].Int64(row), n & 63, bits);
        return bits == 64 ? value : value << (64 - bits) >> (64 - bits);
    }

    static int Radix(long radix) =>
        radix is >= 2 and <= 36 ? (int)radix : throw TrinoException.InvalidArgument("Radix must be between 2 and 36");

    static long FromBase(string text, long radix)
    {
        var @base = Radix(radix);
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        var negative = at == 1 && text[0] == '-';
        Int128 value = 0;
        var valid = at < text.Length;
        for (; at < text.Length && valid; at++)
        {
            var c = text[at];
            var digit = char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : CharUnicodeInfo.GetDecimalDigitValue(c);
            valid = digit >= 0 && digit < @base && value <= (Int128)long.MaxValue + 1;
            value = (value * @base) + digit;
        }
        value = negative ? -value : value;
        return valid && value >= long.MinValue && value <= long.MaxValue
            ? (long)value
            : throw TrinoException.InvalidArgument($"Not a valid base-{@base} number: {text}");
    }

    static void Statistics(FunctionRegistry f)
    {
        LogicalType[] three = [LogicalType.Double, LogicalType.Double, LogicalType.Double];
        f.Value(
            "trino_normal_cdf",
            three,
            LogicalType.Double,
            (a, r) =>
            {
                var (mean, deviation, value) = (a[0].Double(r), a[1].Double(r), a[2].Double(r));
                Check(deviation > 0, "standardDeviation must be > 0");
                return 0.5 * (1 + SpecialFunctions.Erf((value - mean) / (deviation * Math.Sqrt(2))));
            }
        );
        f.Value(
            "trino_inverse_normal_cdf",
            three,
            LogicalType.Double,
            (a, r) =>
            {
                var (mean, deviation, p) = (a[0].Double(r), a[1].Double(r), a[2].Double(r));
                Check(p is > 0 and < 1, "p must be 0 > p > 1");
                Check(deviation > 0, "sd must be > 0");
                return mean + (deviation * 1.4142135623730951 * SpecialFunctions.InverseErf((2 * p) - 1));
            }
        );
        f.Value(
            "trino_beta_cdf",
            three,
            LogicalType.Double,
            (a, r) =>
            {
                Check(a[2].Double(r) is >= 0 and <= 1, "value must be 0 >= v >= 1");
                Check(a[0].Double(r) > 0 && a[1].Double(r) > 0, "a, b must be > 0");
                return SpecialFunctions.Beta(a[2].Double(r), a[0].Double(r), a[1].Double(r));
            }
        );
        f.Value(
            "trino_inverse_beta_cdf",
            three,
            LogicalType.Double,
            (a, r) =>
            {
                Check(a[2].Double(r) is >= 0 and <= 1, "p must be 0 >= p >= 1");
                Check(a[0].Double(r) > 0 && a[1].Double(r) > 0, "a, b must be > 0");
                return SpecialFunctions.InverseBeta(a[2].Double(r), a[0].Double(r), a[1].Double(r));
            }
        );
        f.Value(
            "trino_wilson_interval_lower",
            [BigInt, BigInt, LogicalType.Double],
            LogicalType.Double,
            (a, r) => Wilson(a[0].Int64(r), a[1].Int64(r), a[2].Double(r), -1)
        );
        f.Value(
            "trino_wilson_interval_upper",
            [BigInt, BigInt, LogicalType.Double],
            LogicalType.Double,
            (a, r) => Wilson(a[0].Int64(r), a[1].Int64(r), a[2].Double(r), 1)
        );
        f.Value(
            "trino_width_bucket",
            [LogicalType.Double, LogicalType.Double, LogicalType.Double, BigInt],
            BigInt,
            (a, r) => WidthBucket(a[0].Double(r), a[1].Double(r), a[2].Double(r), a[3].Int64(r))
        );
        f.Value("trino_width_bucket", [LogicalType.Double, List(LogicalType.Double)], BigInt, BinBucket);
        f.TryValue<double>(
            "trino_cosine_similarity",
            [List(Varchar), List(LogicalType.Double), List(Varchar), List(LogicalType.Double)],
            LogicalType.Double,
            CosineSimilarity
        );
    }

    static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw TrinoException.InvalidArgument(message);
        }
    }

    static double Wilson(long successes, long trials, double z, int direction)
    {
        Check(successes >= 0, "number of successes must not be negative");
        Check(trials > 0, "number of trials must be positive");
        Check(successes <= trials, "number of successes must not be larger than number of trials");
        Check(z >= 0, "z-score must not be negative");
        double n = trials;
        var p = successes / n;
        var zz = z * z;
        var spread = z * Math.Sqrt((p * (1 - p) / n) + (zz / (4 * n * n)));
        return (p + (zz / (2 * n)) + (direction * spread)) / (1 + (zz / n));
    }

    static long WidthBucket(double operand, double first, double second, long count)
    {
        Check(count > 0, "bucketCount must be greater than 0");
        Check(!double.IsNaN(operand), "operand must not be NaN");
        Check(double.IsFinite(first), "first bound must be finite");
        Check(double.IsFinite(second), "second bound must be finite");
        Check(first != second, "bounds cannot equal each other");
        var lower = Math.Min(first, second);
        var upper = Math.Max(first, second);
        var bucket =
            operand < lower ? 0
            : operand >= upper
                ? count == long.MaxValue ? throw TrinoException.OutOfRange($"Bucket for value {operand} is out of range")
                    : count + 1
            : (long)((count * (operand - lower) / (upper - lower)) + 1);
        return first > second ? count - bucket + 1 : bucket;
    }

    static long BinBucket(Vector[] a, int row)
    {
        var operand = a[0].Double(row);
        var range = a[1].Range(row);
        var bins = a[1].Elements;
        Check(range.Count > 0, "Bins cannot be an empty array");
        Check(!double.IsNaN(operand), "Operand cannot be NaN");
        double Bin(int i) => bins.IsNull(range.Start + i) ? 0 : bins.Double(range.Start + i);
        var low = 0;
        var high = range.Count;
        if (Bin(0) > Bin(range.Count - 1))
        {
            throw TrinoException.InvalidArgument("Bin values are not sorted in ascending order");
        }
        while (low < high)
        {
            var middle = (low + high) / 2;
            var bin = Bin(middle);
            if (!double.IsFinite(bin))
            {
                throw TrinoException.InvalidArgument($"Bin value must be finite, got {TrinoText.JavaDouble(bin)}");
            }
            if (operand < bin)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        return low;
    }

    static bool CosineSimilarity(Vector[] a, int row, out double value)
    {
        value = 0;
        var left = Weights(a[0], a[1], row);
        var right = Weights(a[2], a[3], row);
        if (left is null || right is null)
        {
            return false;
        }
        double dot = 0;
        foreach (var (key, weight) in left)
        {
            if (right.TryGetValue(key, out var other))
            {
                dot += weight * other;
            }
        }
        value = dot / (Math.Sqrt(left.Values.Sum(w => w * w)) * Math.Sqrt(right.Values.Sum(w => w * w)));
        return true;
    }

    static Dictionary<string, double>? Weights(Vector keys, Vector values, int row)
    {
        var range = keys.Range(row);
        var other = values.Range(row);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < range.Count; i++)
        {
            if (values.Elements.IsNull(other.Start + i))
            {
                return null;
            }
            weights[keys.Elements.String(range.Start + i)] = values.Elements.Double(other.Start + i);
        }
        return weights;
    }

    static (BigInteger Unscaled, int Scale) Parse(ReadOnlySpan<byte> text)
    {
        BigInteger value = 0;
        long chunk = 0;
        long unit = 1;
        var scale = -1;
        foreach (var c in text)
        {
            if (c == '.')
            {
                scale = 0;
            }
            else if (c != '-')
            {
                chunk = (chunk * 10) + (c - '0');
                unit *= 10;
                scale += scale >= 0 ? 1 : 0;
                if (unit == 1_000_000_000_000_000_000)
                {
                    value = (value * unit) + chunk;
                    chunk = 0;
                    unit = 1;
                }
            }
        }
        value = (value * unit) + chunk;
        return (text.Length > 0 && text[0] == '-' ? -value : value, Math.Max(scale, 0));
    }

    static void Write(BigInteger unscaled, int scale, Utf8Text to)
    {
        if (BigInteger.Abs(unscaled) >= BigInteger.Pow(10, 38))
        {
            throw TrinoException.OutOfRange("Decimal overflow");
        }
        TrinoText.Decimal((Int128)unscaled, scale, to);
    }
}
