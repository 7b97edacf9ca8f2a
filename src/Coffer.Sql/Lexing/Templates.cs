namespace Coffer.Sql.Lexing;

/// <summary>
/// <c>${…}</c> of workflow texts, for tools that look at a text before it is rendered. A template is one token: it may stand for a name, a part
/// of a name or a literal, and inside quotes it hides what it contains.
/// </summary>
static class Templates
{
    /// <summary>The length of the template that starts at an index, or 0. Braces nest; quotes inside hide braces.</summary>
    public static int Length(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length || text[at] != '$' || text[at + 1] != '{')
        {
            return 0;
        }
        var depth = 0;
        for (var i = at + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{':
                    depth++;
                    break;
                case '}':
                    if (--depth == 0)
                    {
                        return i + 1 - at;
                    }
                    break;
                case '\'' or '"' or '`':
                    var close = ClosingQuote(text, i);
                    if (close < 0)
                    {
                        return 0;
                    }
                    i = close;
                    break;
            }
        }
        return 0;
    }

    static int ClosingQuote(ReadOnlySpan<char> text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[open])
            {
                return i;
            }
        }
        return -1;
    }
}
