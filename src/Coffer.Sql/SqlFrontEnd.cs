using Coffer.Sql.Binding;
using Coffer.Sql.Catalog;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Parsing;
using Coffer.Sql.Text;
using Coffer.Sql.Values;

namespace Coffer.Sql;

/// <summary>The way from a user's text to what the engine runs: split, parse, bind, print.</summary>
public static class SqlFrontEnd
{
    /// <summary>The statements of a text, split at <c>;</c> outside quotes and comments; empty ones are left out, positions are those of the whole text.</summary>
    public static IReadOnlyList<SourceStatement> Split(SourceText source) => StatementSplitter.Split(source);

    // "-- set session" anywhere in the text counts for the whole job.
    static SqlSession WithMagicComments(SqlSession session, SourceStatement statement)
    {
        foreach (var (name, value) in MagicComments.SessionProperties(SourceStatement.Whole(statement.Source.Text)))
        {
            if (name == "parse_decimal_literals_as_double" && bool.TryParse(value, out var asDouble))
                session = session with { ParseDecimalLiteralsAsDouble = asDouble };
        }
        return session;
    }

    /// <summary>Compiles one statement against the catalogue as it is now. Bad input gives a diagnostic, never an exception.</summary>
    public static CompileResult Compile(SourceStatement statement, SqlDialect dialect, SqlSession session, ISqlCatalog catalog)
    {
        var parsed = SqlParser.ParseStatement(statement, dialect);
        if (!parsed.IsOk)
            return new CompileResult(null, parsed.Diagnostic);
        try
        {
            return new CompileResult(new StatementCompiler(WithMagicComments(session, statement), catalog).Compile(parsed.Node), null);
        }
        catch (SqlErrorException e)
        {
            return new CompileResult(null, e.Diagnostic);
        }
        catch (TrinoException e)
        {
            // A constant argument that a function refuses while it is printed: the place is not known there.
            return new CompileResult(
                null,
                new SqlDiagnostic(e.ErrorName, TrinoErrorCodes.CodeOf(e.ErrorName), TrinoErrorCodes.TypeOf(e.ErrorName), null, e.Message)
            );
        }
    }
}
