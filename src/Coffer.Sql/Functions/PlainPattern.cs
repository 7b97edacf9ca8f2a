namespace Coffer.Sql.Functions;

/// <summary>
/// Recognises regular expressions for which RE2 and Trino's engine give the same answer to "contains a match": literals, ASCII ranges, groups,
/// alternation, quantifiers and <c>^</c> at the start. <c>$</c>, classes such as <c>\w</c>, flags and look-around are left to the translator.
/// </summary>
static class PlainPattern
{
    public static bool IsSafe(string pattern)
    {
        var depth = 0;
        var quantifiable = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '(':
                    if (i + 1 < pattern.Length && pattern[i + 1] is '?' or '*' or '+' or ')')
                    {
                        return false;
                    }
                    depth++;
                    quantifiable = false;
                    break;
                case ')':
                    if (--depth < 0)
                    {
                        return false;
                    }
                    quantifiable = true;
                    break;
                case '|':
                    quantifiable = false;
                    break;
                case '^' when i == 0:
                    break;
                case '*' or '+' or '?':
                    if (!quantifiable)
                    {
                        return false;
                    }
                    // A lazy mark may follow; a second quantifier or a possessive one may not.
                    if (i + 1 < pattern.Length && pattern[i + 1] == '?')
                    {
                        i++;
                    }
                    quantifiable = false;
                    break;
                case '[':
                    if (!Class(pattern, ref i))
                    {
                        return false;
                    }
                    quantifiable = true;
                    break;
                case '\\':
                    if (
                        i + 1 >= pattern.Length
                        || pattern[i + 1]
                            is not ('.' or '/' or '-' or '?' or '+' or '*' or '(' or ')' or '[' or ']' or '|' or '\\' or '^' or '$')
                    )
                    {
                        return false;
                    }
                    i++;
                    quantifiable = true;
                    break;
                case '$' or '^' or '{' or '}' or ']':
                    return false;
                default:
                    if (c is < ' ' or >= '\ud800' and <= '\udfff')
                    {
                        return false;
                    }
                    quantifiable = true;
                    break;
            }
        }
        return depth == 0;
    }

    // Letters, digits and ranges of them, "_" and blank, possibly negated.
    static bool Class(string pattern, ref int i)
    {
        var start = ++i;
        if (i < pattern.Length && pattern[i] == '^')
        {
            start = ++i;
        }
        while (i < pattern.Length && pattern[i] != ']')
        {
            var c = pattern[i];
            var plain = char.IsAsciiLetterOrDigit(c) || c is '_' or ' ' or '.' or ',' or '/' or '@' or ':' or ';' or '%';
            var range =
                c == '-'
                && i > start
                && i + 1 < pattern.Length
                && char.IsAsciiLetterOrDigit(pattern[i - 1])
                && char.IsAsciiLetterOrDigit(pattern[i + 1])
                && pattern[i - 1] <= pattern[i + 1];
            if (!plain && !range)
            {
                return false;
            }
            i++;
        }
        return i < pattern.Length && i > start;
    }
}
