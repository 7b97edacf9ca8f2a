using System.Globalization;
using System.Runtime.CompilerServices;
using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>
/// Recursive descent over the tokens of one statement; one file per part of the grammar. (The grammar is that of trinodb/trino release 435,
/// core/trino-parser SqlBase.g4; what the tree looks like follows AstBuilder.java.)
/// </summary>
/// <remarks>
/// <para>The parser does not back up: where the grammar is ambiguous it looks ahead.</para>
/// <para>
/// A statement is refused at the furthest token that no reading accepts. What could have stood there is collected by a second pass that records
/// every token that was asked for at that place: <see cref="Accept(Keyword)"/> and its kin record, <see cref="At(Keyword)"/> and its kin
/// do not. The start of an expression, type, name, string or query is recorded as one word, as Trino does.
/// </para>
/// </remarks>
sealed partial class Parser(SourceStatement text, List<Token> tokens, DialectSyntax syntax, bool recording, int? refusedIn = null)
{
    /// <summary>The most levels of a syntax tree. Later passes recurse over the tree and rely on it.</summary>
    public const int MaxDepth = 1000;

    readonly SortedSet<string> _expected = new(StringComparer.Ordinal);
    readonly List<string> _carried = [];
    readonly List<OpenDecision> _open = [];
    int _index;
    int _depth;
    int _furthest;
    int _carriedTo = -1;
    int _markedAt = -1;
    int _parameters;
    SyntaxErrorException? _deferred;

    Token Current => tokens[_index];

    SourcePosition Here => Current.Position;

    public Statement ParseSingleStatement() => Complete(ParseStatement());

    public Expression ParseSingleExpression() => Complete(ParseExpression());

    public DataType ParseSingleType() => Complete(ParseType());

    T Complete<T>(T node)
    {
        if (!At(TokenKind.End))
        {
            Record("<EOF>");
            throw Carry() ?? Unexpected();
        }
        return _deferred is null ? node : throw _deferred;
    }

    // Looking

    Token Peek(int offset) => tokens[Math.Min(_index + offset, tokens.Count - 1)];

    bool At(Keyword keyword) => Current.Is(keyword);

    bool At(Keyword first, Keyword second) => Current.Is(first) && Peek(1).Is(second);

    bool At(TokenKind kind) => Current.Is(kind);

    bool At(Keyword first, TokenKind second) => Current.Is(first) && Peek(1).Is(second);

    bool AtIdentifier(int offset = 0) => IsIdentifier(Peek(offset));

    bool IsIdentifier(Token token) =>
        token.Kind switch
        {
            TokenKind.Word => !syntax.IsReserved(token.Keyword),
            TokenKind.QuotedIdentifier or TokenKind.BackquotedIdentifier or TokenKind.DigitIdentifier or TokenKind.Template => true,
            _ => false,
        };

    bool AtString(int offset = 0) => Peek(offset).Kind is TokenKind.String or TokenKind.UnicodeString;

    /// <summary>The index of the parenthesis that closes the one at an index; the end when there is none.</summary>
    int ClosingParen(int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            if (tokens[i].Is(TokenKind.LeftParen))
            {
                depth++;
            }
            else if (tokens[i].Is(TokenKind.RightParen) && --depth == 0)
            {
                return i;
            }
        }
        return tokens.Count - 1;
    }

    // Consuming

    Token Advance()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
        {
            _index++;
        }
        return token;
    }

    bool Accept(Keyword keyword)
    {
        if (At(keyword))
        {
            _index++;
            return true;
        }
        Record(keyword);
        return false;
    }

    /// <summary>Two words that make sense only together; the first alone may be a name.</summary>
    bool Accept(Keyword first, Keyword second)
    {
        if (At(first, second))
        {
            _index += 2;
            return true;
        }
        Record(first);
        return false;
    }

    bool Accept(TokenKind kind)
    {
        if (At(kind))
        {
            _index++;
            return true;
        }
        Record(kind);
        return false;
    }

    Token Expect(Keyword keyword)
    {
        var token = Current;
        return Accept(keyword) ? token : throw Unexpected();
    }

    Token Expect(TokenKind kind)
    {
        var token = Current;
        return Accept(kind) ? token : throw Unexpected();
    }

    /// <summary>The parenthesis that closes something other than a list.</summary>
    void ExpectClose()
    {
        if (!At(TokenKind.RightParen))
        {
            Record(TokenKind.RightParen);
            throw Carry() ?? Unexpected();
        }
        if (recording)
        {
            Record(TokenKind.RightParen);
            if (_carriedTo != _index)
            {
                _carried.Clear();
                _carried.AddRange(_index == _furthest ? _expected : []);
            }
            _carriedTo = _index + 1;
        }
        Advance();
    }

    /// <summary>
    /// An error directly behind closing parentheses. Trino's parser remembers where it last had a choice and lists what was possible there,
    /// although the parentheses have been read since (recorded: "((SELECT 1)").
    /// </summary>
    SyntaxErrorException? Carry()
    {
        var follows = At(TokenKind.End) || (At(TokenKind.Word) && syntax.IsReserved(Current.Keyword));
        if (!recording || _open.Count > 0 || _carriedTo != _index || _carried.Count == 0 || !follows)
        {
            return null;
        }
        return Mismatch(Current, _carried);
    }

    void Expect(Keyword first, Keyword second)
    {
        Expect(first);
        Expect(second);
    }

    SyntaxList<T> List<T>(Func<T> item)
    {
        var items = new List<T> { item() };
        while (Accept(TokenKind.Comma))
        {
            items.Add(item());
        }
        return new([.. items]);
    }

    SyntaxList<T> Parenthesized<T>(Func<T> item)
    {
        Expect(TokenKind.LeftParen);
        var items = List(item);
        Expect(TokenKind.RightParen);
        return items;
    }

    // Names and plain literals

    Identifier ParseIdentifier() => TryIdentifier() ?? throw Unexpected();

    Identifier? TryIdentifier()
    {
        if (!AtIdentifier())
        {
            Record("<identifier>");
            return null;
        }
        var token = Advance();
        var written = TextOf(token);
        switch (token.Kind)
        {
            case TokenKind.DigitIdentifier:
                throw new SyntaxErrorException(
                    token.Position,
                    "identifiers must not start with a digit; surround the identifier with double quotes"
                );
            case TokenKind.BackquotedIdentifier:
                throw new SyntaxErrorException(
                    token.Position,
                    "backquoted identifiers are not supported; use double quotes to quote identifiers"
                );
            case TokenKind.QuotedIdentifier when written.Length == 2:
                throw new SyntaxErrorException(token.Position, "Zero-length delimited identifier not allowed");
            case TokenKind.QuotedIdentifier:
                return new Identifier(token.Position, written[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal), true);
            default:
                return new Identifier(token.Position, written, false);
        }
    }

    QualifiedName ParseQualifiedName()
    {
        var start = Here;
        var parts = new List<Identifier> { ParseIdentifier() };
        while (Accept(TokenKind.Dot))
        {
            parts.Add(ParseIdentifier());
        }
        return new QualifiedName(start, new([.. parts]));
    }

    SyntaxList<Identifier> ParseColumnAliases() => Parenthesized(ParseIdentifier);

    SyntaxList<Identifier>? TryColumnAliases() => AtOrRecord(TokenKind.LeftParen) ? ParseColumnAliases() : null;

    bool AtOrRecord(TokenKind kind)
    {
        if (At(kind))
        {
            return true;
        }
        Record(kind);
        return false;
    }

    bool AtOrRecord(Keyword keyword)
    {
        if (At(keyword))
        {
            return true;
        }
        Record(keyword);
        return false;
    }

    StringLiteral ParseString()
    {
        if (!AtString())
        {
            if (At(TokenKind.Template))
            {
                return new StringLiteral(Here, TextOf(Advance()));
            }
            Record("<string>");
            throw Unexpected();
        }
        var token = Advance();
        var written = TextOf(token);
        if (token.Kind == TokenKind.String)
        {
            return new StringLiteral(token.Position, Undouble(written[1..^1]));
        }
        var escape = Accept(Keyword.UESCAPE) ? Undouble(TextOf(Expect(TokenKind.String))[1..^1]) : "\\";
        try
        {
            return new StringLiteral(token.Position, UnicodeText.Decode(Undouble(written[3..^1]), escape));
        }
        catch (FormatException e)
        {
            Defer(token.Position, e.Message);
            return new StringLiteral(token.Position, "");
        }
    }

    static string Undouble(string quoted) => quoted.Replace("''", "'", StringComparison.Ordinal);

    /// <summary>An integer that is part of the grammar and not a value: a precision, a repetition.</summary>
    int ParseSmallInteger()
    {
        var token = ExpectInteger();
        if (!int.TryParse(TextOf(token), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            Defer(text.Start, $"Invalid numeric literal: {TextOf(token)}");
        }
        return value;
    }

    Token ExpectInteger()
    {
        if (At(TokenKind.Integer) || At(TokenKind.Template))
        {
            return Advance();
        }
        Record("<integer>");
        throw Unexpected();
    }

    string TextOf(Token token) => token.Kind == TokenKind.End ? "<EOF>" : text.Source.Text.Substring(token.Start, token.Length);

    // Depth

    /// <summary>Goes one level down; the caller goes up by <see cref="Leave"/>. A level is a level of the tree.</summary>
    void Enter(int levels = 1)
    {
        _depth += levels;
        if (_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NestingException();
        }
    }

    void Leave(int levels = 1) => _depth -= levels;

    // Errors

    /// <summary>An error that Trino finds after the whole text has been read: the first one is reported if nothing else is wrong.</summary>
    void Defer(SourcePosition position, string message) => _deferred ??= new SyntaxErrorException(position, message);

    /// <summary>Says that an expression, a type … could stand here: what it starts with is not listed.</summary>
    void Mark(string what)
    {
        if (recording && _markedAt != _index)
        {
            Record(what);
            _markedAt = _index;
        }
    }

    void Record(Keyword keyword)
    {
        if (recording)
        {
            Record($"'{keyword}'");
        }
    }

    void Record(TokenKind kind)
    {
        if (recording)
        {
            Record(NameOf(kind));
        }
    }

    void Record(string expected)
    {
        if (recording && _markedAt != _index)
        {
            RecordAt(_index, expected);
        }
    }

    void RecordAt(int index, string expected)
    {
        if (!recording || index < _furthest)
        {
            return;
        }
        if (index > _furthest)
        {
            _furthest = index;
            _expected.Clear();
        }
        _expected.Add(expected);
    }

    /// <summary>Drops what was recorded here: what comes next is decided by one token, and Trino lists only that.</summary>
    void Forget()
    {
        if (recording && _index == _furthest && !Covered)
        {
            _expected.Clear();
        }
    }

    SyntaxErrorException Unexpected()
    {
        if (!recording)
        {
            return new SyntaxErrorException(Here, "");
        }
        if (_open is [{ Covering: false } reading, ..])
        {
            return new SyntaxErrorException(Here, "") { RefusedIn = reading.Index };
        }
        var token = tokens[Math.Max(_furthest, _index)];
        return Mismatch(token, _expected);
    }

    SyntaxErrorException Mismatch(Token token, IEnumerable<string> expected) =>
        new(token.Position, $"mismatched input '{TextOf(token)}'. Expecting: {string.Join(", ", expected)}");

    // A choice that Trino's parser makes by looking ahead to the end of a construct decides where an error inside that construct is reported:
    // at the wrong token when the construct is a parenthesis or the first operand of a select item ("covering"), but at the IN when it is the
    // parenthesis of IN, because there the reading "no predicate" survives the look-ahead (recorded: "SELECT x IN (1,)" fails at IN).
    // The outermost construct that is open decides.

    /// <param name="Index">Index of the first token.</param>
    readonly record struct OpenDecision(bool Covering, int Index);

    bool Covered => _open is [{ Covering: true }, ..];

    void Open(bool covering)
    {
        if (recording)
        {
            _open.Add(new OpenDecision(covering, _index));
        }
    }

    void Close()
    {
        if (recording)
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }

    static string NameOf(TokenKind kind) =>
        kind switch
        {
            TokenKind.Question => "'?'",
            TokenKind.Dot => "'.'",
            TokenKind.Comma => "','",
            TokenKind.LeftParen => "'('",
            TokenKind.RightParen => "')'",
            TokenKind.LeftBracket => "'['",
            TokenKind.RightBracket => "']'",
            TokenKind.LeftBrace => "'{'",
            TokenKind.RightBrace => "'}'",
            TokenKind.LeftBraceHyphen => "'{-'",
            TokenKind.RightBraceHyphen => "'-}'",
            TokenKind.Equal => "'='",
            TokenKind.Less => "'<'",
            TokenKind.Greater => "'>'",
            TokenKind.Plus => "'+'",
            TokenKind.Minus => "'-'",
            TokenKind.Star => "'*'",
            TokenKind.Slash => "'/'",
            TokenKind.Percent => "'%'",
            TokenKind.Concat => "'||'",
            TokenKind.Arrow => "'->'",
            TokenKind.DoubleArrow => "'=>'",
            TokenKind.Colon => "':'",
            TokenKind.Semicolon => "';'",
            TokenKind.Bar => "'|'",
            TokenKind.Caret => "'^'",
            TokenKind.Dollar => "'$'",
            TokenKind.Integer => "<integer>",
            TokenKind.String => "STRING",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No rule asks for this token."),
        };
}
