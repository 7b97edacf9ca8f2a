using Coffer.Sql.Text;

namespace Coffer.Sql.Lexing;

/// <summary>
/// Cuts a statement into tokens. Nothing is an error here: a character that begins no token becomes a token of its own, which no rule of
/// the grammar accepts. The longest token wins; an unterminated string is a lone quote and an unterminated comment is a slash and a star,
/// as in Trino. (trinodb/trino core/trino-parser SqlBase.g4)
/// </summary>
ref struct Lexer
{
    readonly ReadOnlySpan<char> _text;
    readonly DialectSyntax _syntax;
    readonly bool _templates;
    readonly int _end;
    int _at;
    int _line;
    int _column;

    Lexer(SourceText source, TextSpan span, DialectSyntax syntax, bool templates)
    {
        _text = source.Text;
        _syntax = syntax;
        _templates = templates;
        _at = span.Start;
        _end = span.End;
        var start = source.PositionAt(span.Start);
        _line = start.Line;
        _column = start.Column;
    }

    /// <summary>The tokens of a range without white space and comments; the last one is <see cref="TokenKind.End"/>.</summary>
    /// <param name="source">The whole text.</param>
    /// <param name="span">The range.</param>
    /// <param name="syntax">The keyword table.</param>
    /// <param name="templates">Whether <c>${…}</c> is a token (see <see cref="Lexing.Templates"/>).</param>
    public static List<Token> Tokenize(SourceText source, TextSpan span, DialectSyntax syntax, bool templates = false)
    {
        var lexer = new Lexer(source, span, syntax, templates);
        var tokens = new List<Token>(span.Length / 5 + 4);
        do
        {
            tokens.Add(lexer.Next());
        } while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    Token Next()
    {
        SkipSpaceAndComments();
        var (start, line, column) = (_at, _line, _column);
        var kind = Scan(out var length);
        var keyword = kind == TokenKind.Word ? _syntax.KeywordOf(_text.Slice(start, length)) : Keyword.None;
        Advance(length);
        return new Token(kind, keyword, start, length, line, column);
    }

    void SkipSpaceAndComments()
    {
        while (_at < _end)
        {
            if (_text[_at] is ' ' or '\t' or '\r' or '\n')
            {
                Advance(1);
                continue;
            }
            var comment = CommentLength(_text[.._end], _at);
            if (comment == 0)
            {
                return;
            }
            Advance(comment);
        }
    }

    /// <summary>The length of the comment that starts at an index, or 0.</summary>
    public static int CommentLength(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        if (rest.StartsWith("--"))
        {
            var end = rest.IndexOfAny('\r', '\n');
            return end < 0 ? rest.Length
                : rest[end..].StartsWith("\r\n") ? end + 2
                : end + 1;
        }
        if (rest.StartsWith("/*"))
        {
            var end = rest[2..].IndexOf("*/");
            return end < 0 ? 0 : end + 4;
        }
        return 0;
    }

    void Advance(int length)
    {
        for (var end = _at + length; _at < end; _at++)
        {
            var c = _text[_at];
            if (c == '\n')
            {
                _line++;
                _column = 1;
            }
            else if (!char.IsLowSurrogate(c) || _at == 0 || !char.IsHighSurrogate(_text[_at - 1]))
            {
                _column++;
            }
        }
    }

    readonly char Peek(int offset) => _at + offset < _end ? _text[_at + offset] : '\0';

    TokenKind Scan(out int length)
    {
        length = 1;
        if (_at >= _end)
        {
            length = 0;
            return TokenKind.End;
        }
        var c = _text[_at];
        var next = Peek(1);
        switch (c)
        {
            case '\'':
                return Quoted(0, '\'', true, out length) ? TokenKind.String : TokenKind.Unrecognized;
            case '"':
                return Quoted(0, '"', true, out length) ? TokenKind.QuotedIdentifier : TokenKind.Unrecognized;
            case '`':
                return Quoted(0, '`', true, out length) ? TokenKind.BackquotedIdentifier : TokenKind.Unrecognized;
            case 'x' or 'X' when next == '\'' && Quoted(1, '\'', false, out length):
                return TokenKind.Binary;
            case 'u' or 'U' when next == '&' && Peek(2) == '\'' && Quoted(2, '\'', true, out length):
                return TokenKind.UnicodeString;
            case '$' when _templates && next == '{' && TemplateLength(_at) > 0:
                length = NameLength();
                return TokenKind.Template;
            case '.' when char.IsAsciiDigit(next):
            case >= '0' and <= '9':
                return Number(out length);
            case '_':
            case >= 'a' and <= 'z':
            case >= 'A' and <= 'Z':
                length = NameLength();
                return TokenKind.Word;
            default:
                return Symbol(c, next, out length);
        }
    }

    static TokenKind Symbol(char c, char next, out int length)
    {
        length = 2;
        switch (c, next)
        {
            case ('<', '>'):
            case ('!', '='):
                return TokenKind.NotEqual;
            case ('<', '='):
                return TokenKind.LessOrEqual;
            case ('>', '='):
                return TokenKind.GreaterOrEqual;
            case ('|', '|'):
                return TokenKind.Concat;
            case ('-', '>'):
                return TokenKind.Arrow;
            case ('=', '>'):
                return TokenKind.DoubleArrow;
            case ('{', '-'):
                return TokenKind.LeftBraceHyphen;
            case ('-', '}'):
                return TokenKind.RightBraceHyphen;
        }
        // A character outside the basic plane is one token.
        length = char.IsHighSurrogate(c) && char.IsLowSurrogate(next) ? 2 : 1;
        return c switch
        {
            '?' => TokenKind.Question,
            '.' => TokenKind.Dot,
            ',' => TokenKind.Comma,
            '(' => TokenKind.LeftParen,
            ')' => TokenKind.RightParen,
            '[' => TokenKind.LeftBracket,
            ']' => TokenKind.RightBracket,
            '{' => TokenKind.LeftBrace,
            '}' => TokenKind.RightBrace,
            '=' => TokenKind.Equal,
            '<' => TokenKind.Less,
            '>' => TokenKind.Greater,
            '+' => TokenKind.Plus,
            '-' => TokenKind.Minus,
            '*' => TokenKind.Star,
            '/' => TokenKind.Slash,
            '%' => TokenKind.Percent,
            ':' => TokenKind.Colon,
            ';' => TokenKind.Semicolon,
            '|' => TokenKind.Bar,
            '^' => TokenKind.Caret,
            '$' => TokenKind.Dollar,
            _ => TokenKind.Unrecognized,
        };
    }

    /// <summary>Text in quotes that starts at an offset; false (length 1) when it has no end.</summary>
    readonly bool Quoted(int offset, char quote, bool doubled, out int length)
    {
        for (var i = _at + offset + 1; i < _end; i++)
        {
            if (_templates && _text[i] == '$' && TemplateLength(i) is > 0 and var template)
            {
                i += template - 1;
            }
            else if (_text[i] == quote)
            {
                if (doubled && i + 1 < _end && _text[i + 1] == quote)
                {
                    i++;
                    continue;
                }
                length = i + 1 - _at;
                return true;
            }
        }
        length = 1;
        return false;
    }

    TokenKind Number(out int length)
    {
        var i = _at;
        var kind = TokenKind.Integer;
        if (_text[i] == '0' && Peek(1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B' && RadixDigits(i + 1) is var end && end > i + 2)
        {
            i = end;
        }
        else
        {
            i = Digits(i);
            // The digits of a number with an exponent have no separators.
            var plain = !_text[_at..i].Contains('_');
            if (i < _end && _text[i] == '.')
            {
                kind = TokenKind.Decimal;
                var fraction = i + 1;
                i = Digits(fraction);
                plain &= !_text[fraction..i].Contains('_');
            }
            if (plain && Exponent(i) is var exponentEnd && exponentEnd > i)
            {
                kind = TokenKind.Double;
                i = exponentEnd;
            }
        }
        if (kind == TokenKind.Integer || !_text[_at..i].Contains('.'))
        {
            // A longer reading as a digit and letters wins: 1a, 1__0, 0x1G, 1e5x.
            var name = NameLength();
            if (name > i - _at)
            {
                length = name;
                return _text.Slice(_at, name).Contains('$') ? TokenKind.Template : TokenKind.DigitIdentifier;
            }
        }
        length = i - _at;
        return kind;
    }

    /// <summary>The end of digits with single separators between them.</summary>
    readonly int Digits(int i)
    {
        while (i < _end && (char.IsAsciiDigit(_text[i]) || IsSeparator(i)))
        {
            i++;
        }
        return i;
    }

    readonly bool IsSeparator(int i) =>
        _text[i] == '_' && i > _at && char.IsAsciiDigit(_text[i - 1]) && i + 1 < _end && char.IsAsciiDigit(_text[i + 1]);

    readonly int RadixDigits(int prefix)
    {
        var radix = char.ToLowerInvariant(_text[prefix]) switch
        {
            'x' => 16,
            'o' => 8,
            _ => 2,
        };
        var i = prefix + 1;
        while (i < _end && (IsDigit(_text[i], radix) || (_text[i] == '_' && i + 1 < _end && IsDigit(_text[i + 1], radix))))
        {
            i++;
        }
        return i;
    }

    static bool IsDigit(char c, int radix) => char.IsAsciiHexDigit(c) && Convert.ToInt32(c.ToString(), 16) < radix;

    readonly int Exponent(int i)
    {
        if (i >= _end || _text[i] is not ('e' or 'E'))
        {
            return i;
        }
        var digits = i + 1;
        if (digits < _end && _text[digits] is '+' or '-')
        {
            digits++;
        }
        var end = digits;
        while (end < _end && char.IsAsciiDigit(_text[end]))
        {
            end++;
        }
        return end > digits ? end : i;
    }

    readonly int NameLength()
    {
        var i = _at;
        while (i < _end)
        {
            if (char.IsAsciiLetterOrDigit(_text[i]) || _text[i] == '_')
            {
                i++;
            }
            else if (_templates && _text[i] == '$' && TemplateLength(i) is > 0 and var template)
            {
                i += template;
            }
            else
            {
                break;
            }
        }
        return i - _at;
    }

    readonly int TemplateLength(int at) => Templates.Length(_text[.._end], at);
}
