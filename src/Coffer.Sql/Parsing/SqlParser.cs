using Coffer.Sql.Diagnostics;
using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Reads statements and expressions into syntax trees.</summary>
public static class SqlParser
{
    /// <summary>Reads one statement. Never throws for a bad text.</summary>
    /// <param name="statement">The statement; positions are those of the whole text.</param>
    /// <param name="dialect">The dialect; Hive is refused.</param>
    /// <param name="templates">Whether <c>${…}</c> may stand for a name, a part of a name or a literal.</param>
    public static ParseResult<Statement> ParseStatement(
        SourceStatement statement,
        SqlDialect dialect = SqlDialect.Trino,
        bool templates = false
    ) => Parse(statement, dialect, templates, "statement", parser => parser.ParseSingleStatement());

    /// <summary>
    /// Reads the statement inside a string literal, as EXECUTE IMMEDIATE holds it. Positions are those that Trino reports: the line counts from
    /// the literal's line and the column, on every line, from the literal's column (recorded: <c>EXECUTE IMMEDIATE 'SELEC 1'</c> fails at 1:20).
    /// </summary>
    public static ParseResult<Statement> ParseImmediate(StringLiteral text, SqlDialect dialect = SqlDialect.Trino) =>
        Parse(SourceStatement.Whole(text.Value), dialect, false, "statement", parser => parser.ParseSingleStatement(), text.Position);

    /// <summary>Reads a text that is one expression.</summary>
    public static ParseResult<Expression> ParseExpression(SourceStatement text, SqlDialect dialect = SqlDialect.Trino) =>
        Parse(text, dialect, false, "expression", parser => parser.ParseSingleExpression());

    /// <summary>Reads a text that is one type, e.g. <c>array(varchar(5))</c>.</summary>
    public static ParseResult<DataType> ParseType(SourceStatement text, SqlDialect dialect = SqlDialect.Trino) =>
        Parse(text, dialect, false, "type", parser => parser.ParseSingleType());

    static ParseResult<T> Parse<T>(
        SourceStatement text,
        SqlDialect dialect,
        bool templates,
        string what,
        Func<Parser, T> read,
        SourcePosition? inside = null
    )
        where T : Node
    {
        if (DialectSyntax.For(dialect) is not { } syntax)
        {
            return new(
                null,
                new SqlDiagnostic("NOT_SUPPORTED", 13, SqlDiagnostic.UserError, null, $"{dialect} statements are not supported")
            );
        }
        var tokens = Lexer.Tokenize(text.Source, text.Span, syntax, templates);
        if (inside is { } literal)
        {
            tokens = tokens.ConvertAll(token =>
                token with
                {
                    Line = token.Line + literal.Line - 1,
                    Column = token.Column + literal.Column,
                }
            );
        }
        var parser = new Parser(text, tokens, syntax, recording: false);
        try
        {
            return new(read(parser), null);
        }
        catch (SyntaxErrorException)
        {
            // The first pass only finds out that something is wrong; the second one also collects what could have stood there.
            return new(null, Explain(text, tokens, syntax, read));
        }
        catch (NestingException)
        {
            return new(null, TooLarge(text.Start, what));
        }
    }

    static SqlDiagnostic Explain<T>(
        SourceStatement text,
        List<Token> tokens,
        DialectSyntax syntax,
        Func<Parser, T> read,
        int? refusedIn = null
    )
    {
        try
        {
            read(new Parser(text, tokens, syntax, recording: true, refusedIn));
            throw new InvalidOperationException("A statement was refused at first and accepted when read again.");
        }
        catch (SyntaxErrorException e) when (e.RefusedIn is { } index)
        {
            return Explain(text, tokens, syntax, read, index);
        }
        catch (SyntaxErrorException e)
        {
            return SqlDiagnostic.Syntax(e.Position, e.Message);
        }
    }

    // Trino words a stack overflow so and reports it at the start. (trinodb/trino core/trino-parser SqlParser.java)
    static SqlDiagnostic TooLarge(SourcePosition start, string what) =>
        SqlDiagnostic.Syntax(start, $"{what} is too large (stack overflow while parsing)");
}
