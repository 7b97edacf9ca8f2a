using System.Numerics;

namespace Coffer.Sql.Values;

/// <summary>
/// The decimal digits that Java 17 prints for a double or a float. They are not always the shortest ones: Java keeps at least two
/// digits in scientific form and does not accept a candidate that lies exactly on the rounding boundary (1e23 is 9.999999999999999E22).
/// The procedure is that of free-format conversion by Steele and White as Java applies it (golden/trino typing-format, scalar-random).
/// </summary>
static class JavaDigits
{
    /// <summary>Value = 0.d1d2d3… × 10^exponent.</summary>
    public readonly record struct Result(int Count, int Exponent);

    const int DoubleFractionBits = 52;

    /// <summary>Digits (as ASCII) of a finite positive double.</summary>
    public static Result OfDouble(double value, Span<byte> digits)
    {
        var bits = BitConverter.DoubleToInt64Bits(value) & long.MaxValue;
        var exponent = (int)(bits >> DoubleFractionBits);
        var fraction = bits & ((1L << DoubleFractionBits) - 1);
        int significant;
        if (exponent == 0)
        {
            var shift = BitOperations.LeadingZeroCount((ulong)fraction) - (63 - DoubleFractionBits);
            fraction <<= shift;
            exponent = 1 - shift;
            significant = DoubleFractionBits + 1 - shift;
        }
        else
        {
            fraction |= 1L << DoubleFractionBits;
            significant = DoubleFractionBits + 1;
        }
        return Generate(exponent - 1023, fraction, significant, digits);
    }

    /// <summary>Digits (as ASCII) of a finite positive float.</summary>
    public static Result OfSingle(float value, Span<byte> digits)
    {
        const int fractionBits = 23;
        var bits = BitConverter.SingleToInt32Bits(value) & int.MaxValue;
        var exponent = bits >> fractionBits;
        long fraction = bits & ((1 << fractionBits) - 1);
        int significant;
        if (exponent == 0)
        {
            var shift = BitOperations.LeadingZeroCount((uint)fraction) - (31 - fractionBits);
            fraction <<= shift;
            exponent = 1 - shift;
            significant = fractionBits + 1 - shift;
        }
        else
        {
            fraction |= 1L << fractionBits;
            significant = fractionBits + 1;
        }
        return Generate(exponent - 127, fraction << (DoubleFractionBits - fractionBits), significant, digits);
    }

    static Result Generate(int binaryExponent, long fraction, int significant, Span<byte> digits)
    {
        var tailZeros = BitOperations.TrailingZeroCount(fraction);
        var fractionBits = DoubleFractionBits + 1 - tailZeros;
        var tinyBits = Math.Max(0, fractionBits - binaryExponent - 1);
        if (tinyBits == 0 && binaryExponent is >= 0 and <= 62)
        {
            // A whole number that fits a long: its own digits, less those that the significand cannot tell apart.
            var insignificant = binaryExponent > significant ? DigitsOfPowerOfTwo(binaryExponent - significant - 1) : 0;
            var whole =
                binaryExponent >= DoubleFractionBits
                    ? fraction << (binaryExponent - DoubleFractionBits)
                    : fraction >> (DoubleFractionBits - binaryExponent);
            return WholeNumber(whole, insignificant, digits);
        }

        var decimalExponent = EstimateExponent(fraction, binaryExponent);
        var b5 = Math.Max(0, -decimalExponent);
        var b2 = b5 + tinyBits + binaryExponent;
        var s5 = Math.Max(0, decimalExponent);
        var s2 = s5 + tinyBits;
        var m2 = b2 - significant;
        fraction >>= tailZeros;
        b2 -= fractionBits - 1;
        var common = Math.Min(b2, s2);
        b2 -= common;
        s2 -= common;
        m2 -= common;
        if (fractionBits == 1)
        {
            // A power of two: the gap below it is half of the gap above.
            m2 -= 1;
        }
        if (m2 < 0)
        {
            b2 -= m2;
            s2 -= m2;
            m2 = 0;
        }
        var b = fraction * BigInteger.Pow(5, b5) << b2;
        var s = BigInteger.Pow(5, s5) << s2;
        var m = BigInteger.Pow(5, b5) << m2;
        var tens = s * 10;

        var count = 0;
        var quotient = (int)BigInteger.DivRem(b, s, out var remainder);
        b = remainder * 10;
        m *= 10;
        var low = b < m;
        var high = b + m > tens;
        if (quotient == 0 && !high)
        {
            decimalExponent--;
        }
        else
        {
            digits[count++] = (byte)('0' + quotient);
        }
        if (decimalExponent is < -3 or >= 8)
        {
            low = high = false;
        }
        while (!low && !high)
        {
            quotient = (int)BigInteger.DivRem(b, s, out remainder);
            b = remainder * 10;
            m *= 10;
            low = b < m;
            high = b + m > tens;
            digits[count++] = (byte)('0' + quotient);
        }
        var exponent = decimalExponent + 1;
        if (high)
        {
            var half = low ? (b << 1).CompareTo(tens) : 1;
            if (half > 0 || (half == 0 && (digits[count - 1] & 1) != 0))
            {
                RoundUp(digits, count, ref exponent);
            }
        }
        return new Result(count, exponent);
    }

    static Result WholeNumber(long value, int insignificant, Span<byte> digits)
    {
        var exponent = 0;
        if (insignificant != 0)
        {
            var power = (long)BigInteger.Pow(10, insignificant);
            var residue = value % power;
            value /= power;
            exponent += insignificant;
            if (residue >= power >> 1)
            {
                value++;
            }
        }
        value.TryFormat(digits, out var count, provider: System.Globalization.CultureInfo.InvariantCulture);
        exponent += count;
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }
        return new Result(count, exponent);
    }

    static int DigitsOfPowerOfTwo(int power) => power > 1 ? (int)(power * 0.30102999566398119) : 0;

    static int EstimateExponent(long fraction, int binaryExponent)
    {
        var unit = BitConverter.Int64BitsToDouble((1023L << DoubleFractionBits) | (fraction & ((1L << DoubleFractionBits) - 1)));
        var estimate = ((unit - 1.5) * 0.289529654) + 0.176091259 + (binaryExponent * 0.301029995663981);
        return (int)Math.Floor(estimate);
    }

    static void RoundUp(Span<byte> digits, int count, ref int exponent)
    {
        var i = count - 1;
        while (i > 0 && digits[i] == '9')
        {
            digits[i--] = (byte)'0';
        }
        if (digits[i] == '9')
        {
            digits[0] = (byte)'1';
            exponent++;
            return;
        }
        digits[i]++;
    }
}
