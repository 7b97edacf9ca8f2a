using Coffer.Sql.Lexing;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Splits a text into statements at <c>;</c> outside quotes and comments.</summary>
public static class StatementSplitter
{
    /// <summary>
    /// The statements of a text, in order. Each keeps the comments before it; pieces without any token are dropped. A quote that is never closed
    /// reaches to the end of the text.
    /// </summary>
    /// <param name="source">The text.</param>
    /// <param name="templates">Whether <c>${…}</c> hides what it contains.</param>
    public static IReadOnlyList<SourceStatement> Split(SourceText source, bool templates = false)
    {
        var text = source.Text.AsSpan();
        var statements = new List<SourceStatement>();
        var start = 0;
        var empty = true;
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == ';')
            {
                Add(at);
                at++;
                start = at;
                empty = true;
            }
            else
            {
                var length = PieceLength(text, at, templates, out var isToken);
                empty &= !isToken;
                at += length;
            }
        }
        Add(text.Length);
        return statements;

        void Add(int end)
        {
            if (!empty)
            {
                statements.Add(new SourceStatement(source, TextSpan.FromBounds(start, end)));
            }
        }
    }

    /// <summary>The length of a comment, a quoted text, a template or a single character.</summary>
    static int PieceLength(ReadOnlySpan<char> text, int at, bool templates, out bool isToken)
    {
        isToken = false;
        if (char.IsWhiteSpace(text[at]))
        {
            return 1;
        }
        if (Lexer.CommentLength(text, at) is > 0 and var comment)
        {
            return comment;
        }
        isToken = true;
        if (templates && Templates.Length(text, at) is > 0 and var template)
        {
            return template;
        }
        return text[at] is '\'' or '"' or '`' ? QuotedLength(text, at, templates) : 1;
    }

    static int QuotedLength(ReadOnlySpan<char> text, int open, bool templates)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (templates && Templates.Length(text, i) is > 0 and var template)
            {
                i += template - 1;
            }
            else if (text[i] == text[open])
            {
                return i + 1 - open;
            }
        }
        return text.Length - open;
    }
}
