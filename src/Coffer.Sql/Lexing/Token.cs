using Coffer.Sql.Text;

namespace Coffer.Sql.Lexing;

/// <summary>A token: a range of the whole text (UTF-16 indexes) and where it starts.</summary>
readonly record struct Token(TokenKind Kind, Keyword Keyword, int Start, int Length, int Line, int Column)
{
    public int End => Start + Length;

    public SourcePosition Position => new(Start, Line, Column);

    public bool Is(TokenKind kind) => Kind == kind;

    public bool Is(Keyword keyword) => Keyword == keyword;
}
