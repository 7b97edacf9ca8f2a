using System.Globalization;
using System.Text.RegularExpressions;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>The texts of INTERVAL literals: fields from the first to the last unit, each with its separator.</summary>
static partial class IntervalText
{
    /// <summary>Months (year-month family) or milliseconds (day-second family); null when the text does not fit the units.</summary>
    public static long? Read(IntervalLiteral literal)
    {
        var from = literal.From;
        var to = literal.To ?? from;
        var months = from <= IntervalField.Month;
        if (to < from || months != to <= IntervalField.Month)
            return null;
        var match = Pattern().Match(literal.Value);
        if (!match.Success)
            return null;
        var rest = match.Groups["rest"].Value;
        decimal total = 0;
        for (var field = from; field <= to; field++)
        {
            var separator = field switch
            {
                IntervalField.Month => '-',
                IntervalField.Hour => ' ',
                _ => ':',
            };
            // Trailing fields may be left out ('1' DAY TO SECOND).
            if (rest.Length == 0 && field > from)
                break;
            if (field > from)
            {
                if (rest[0] != separator)
                    return null;
                rest = rest[1..];
            }
            var number = (field == IntervalField.Second ? Seconds() : Digits()).Match(rest);
            if (
                !number.Success
                || !decimal.TryParse(number.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            )
                return null;
            rest = rest[number.Length..];
            total += value * Unit(field);
        }
        if (rest.Length > 0 || total > (months ? int.MaxValue : long.MaxValue))
            return null;
        var amount = (long)decimal.Truncate(total);
        return literal.Negative ^ (match.Groups["sign"].Value == "-") ? -amount : amount;
    }

    static decimal Unit(IntervalField field) =>
        field switch
        {
            IntervalField.Year => 12,
            IntervalField.Month => 1,
            IntervalField.Day => 86_400_000,
            IntervalField.Hour => 3_600_000,
            IntervalField.Minute => 60_000,
            IntervalField.Second => 1000,
        };

    [GeneratedRegex("^(?<sign>[-+]?)(?<rest>[0-9].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("^[0-9]{1,18}", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[0-9]{1,18}(\.[0-9]{1,3})?", RegexOptions.CultureInvariant)]
    private static partial Regex Seconds();
}
