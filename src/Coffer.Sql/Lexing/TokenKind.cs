namespace Coffer.Sql.Lexing;

/// <summary>The kinds of token. A keyword is a <see cref="Word"/> with <see cref="Token.Keyword"/> set.</summary>
enum TokenKind : byte
{
    End,
    Word,
    QuotedIdentifier,

    /// <summary>Recognised for the sake of the message only.</summary>
    BackquotedIdentifier,

    /// <summary>A digit and then letters; recognised for the sake of the message only.</summary>
    DigitIdentifier,
    Integer,
    Decimal,
    Double,
    String,
    UnicodeString,
    Binary,

    /// <summary><c>${…}</c>, alone or with name characters behind it; only with template mode.</summary>
    Template,
    Question,
    Dot,
    Comma,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    LeftBraceHyphen,
    RightBraceHyphen,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Concat,
    Arrow,
    DoubleArrow,
    Colon,
    Semicolon,
    Bar,
    Caret,
    Dollar,

    /// <summary>One character that begins no token.</summary>
    Unrecognized,
}
