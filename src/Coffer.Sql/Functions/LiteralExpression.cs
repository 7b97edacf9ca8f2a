using System.Globalization;

namespace Coffer.Sql.Functions;

/// <summary>Evaluates the length and precision formulas of result types: + - * /, min(a,b), max(a,b), parentheses, names.</summary>
static class LiteralExpression
{
    public static int Evaluate(string text, IReadOnlyDictionary<string, int> literals)
    {
        var at = 0;
        var value = Sum(text, ref at, literals);
        return (int)Math.Clamp(value, int.MinValue, int.MaxValue);
    }

    static long Sum(string text, ref int at, IReadOnlyDictionary<string, int> literals)
    {
        var value = Product(text, ref at, literals);
        while (at < text.Length && text[at] is '+' or '-')
        {
            var plus = text[at++] == '+';
            var right = Product(text, ref at, literals);
            value = plus ? value + right : value - right;
        }
        return value;
    }

    static long Product(string text, ref int at, IReadOnlyDictionary<string, int> literals)
    {
        var value = Atom(text, ref at, literals);
        while (at < text.Length && text[at] is '*' or '/')
        {
            var times = text[at++] == '*';
            var right = Atom(text, ref at, literals);
            value = times ? value * right : value / right;
        }
        return value;
    }

    static long Atom(string text, ref int at, IReadOnlyDictionary<string, int> literals)
    {
        if (text[at] == '(')
        {
            at++;
            var inner = Sum(text, ref at, literals);
            at++;
            return inner;
        }
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        var word = text[start..at];
        if (word is "min" or "max")
        {
            at++;
            var left = Sum(text, ref at, literals);
            at++;
            var right = Sum(text, ref at, literals);
            at++;
            return word == "min" ? Math.Min(left, right) : Math.Max(left, right);
        }
        return char.IsAsciiDigit(word[0]) ? long.Parse(word, CultureInfo.InvariantCulture) : literals[word];
    }
}
