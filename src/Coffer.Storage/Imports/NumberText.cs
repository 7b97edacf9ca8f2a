using System.Globalization;

namespace Coffer.Storage.Imports;

/// <summary>Which texts of a csv file are numbers.</summary>
static class NumberText
{
    /// <summary>Long, Double, or Text for what would not read back as it was written (leading zeros, plus signs, exponents, more digits than fit).</summary>
    public static ValueKind KindOf(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        var whole = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var wholeDigits = whole < 0 ? digits.Length : whole;
        if (wholeDigits == 0 || (wholeDigits > 1 && digits[0] == '0'))
            return ValueKind.Text;
        if (whole < 0)
            return long.TryParse(text, CultureInfo.InvariantCulture, out _) ? ValueKind.Long : ValueKind.Text;
        var fraction = digits[(whole + 1)..];
        var isFraction = digits[whole] == '.' && fraction.Length > 0 && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        // A double keeps 15 digits exactly.
        return isFraction && wholeDigits + fraction.Length <= 15 ? ValueKind.Double : ValueKind.Text;
    }
}
