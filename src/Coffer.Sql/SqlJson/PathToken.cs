using System.Text;

namespace Coffer.Sql.SqlJson;

enum PathTokenKind
{
    End,
    Word,
    Number,
    String,

    /// <summary><c>$name</c></summary>
    Variable,
    Symbol,
}

/// <summary>A token of a JSON path.</summary>
/// <param name="Text">As written; the end is <c>&lt;EOF&gt;</c>.</param>
/// <param name="Value">The content of a string, the name of a variable, else the text.</param>
readonly record struct PathToken(PathTokenKind Kind, string Text, string Value, int Start, int Line, int Column)
{
    static readonly string[] TwoCharacters = ["..", "==", "<>", "!=", "<=", ">=", "&&", "||"];

    public int End => Kind == PathTokenKind.End ? Start : Start + Text.Length;

    public static List<PathToken> Tokenize(string text)
    {
        var tokens = new List<PathToken>();
        var (line, column) = (1, 1);
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsWhiteSpace(text[at]))
            {
                var (kind, length) = Scan(text, at);
                var written = text.Substring(at, length);
                tokens.Add(new PathToken(kind, written, ValueOf(kind, written), at, line, column));
                column += written.EnumerateRunes().Count();
                at += length;
            }
            else
            {
                (line, column) = text[at] == '\n' ? (line + 1, 1) : (line, column + 1);
                at++;
            }
        }
        // Readers look one token ahead.
        var end = new PathToken(PathTokenKind.End, "<EOF>", "", text.Length, line, column);
        tokens.Add(end);
        tokens.Add(end);
        return tokens;
    }

    static (PathTokenKind Kind, int Length) Scan(string text, int at)
    {
        var c = text[at];
        if (c == '"')
        {
            return StringLength(text, at) is > 0 and var length ? (PathTokenKind.String, length) : (PathTokenKind.Symbol, 1);
        }
        if (c == '$' && at + 1 < text.Length && IsNameStart(text[at + 1]))
        {
            return (PathTokenKind.Variable, NameEnd(text, at + 1) - at);
        }
        if (IsNameStart(c))
        {
            return (PathTokenKind.Word, NameEnd(text, at) - at);
        }
        if (char.IsAsciiDigit(c))
        {
            return (PathTokenKind.Number, NumberEnd(text, at) - at);
        }
        foreach (var symbol in TwoCharacters)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, 2) == 0)
            {
                return (PathTokenKind.Symbol, 2);
            }
        }
        return (PathTokenKind.Symbol, char.IsHighSurrogate(c) && at + 1 < text.Length ? 2 : 1);
    }

    static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    static int NameEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        return at;
    }

    static int NumberEnd(string text, int at)
    {
        at = DigitsEnd(text, at);
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at = DigitsEnd(text, at + 1);
        }
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            var end = DigitsEnd(text, digits);
            return end > digits ? end : at;
        }
        return at;
    }

    static int DigitsEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        return at;
    }

    /// <summary>A string in double quotes, which are doubled inside.</summary>
    static int StringLength(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    i++;
                    continue;
                }
                return i + 1 - open;
            }
        }
        return 0;
    }

    static string ValueOf(PathTokenKind kind, string written) =>
        kind switch
        {
            PathTokenKind.String => new StringBuilder(written, 1, written.Length - 2, written.Length).Replace("\"\"", "\"").ToString(),
            PathTokenKind.Variable => written[1..],
            _ => written,
        };
}
