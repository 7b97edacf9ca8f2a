using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Diagnostics;

/// <summary>Leaves the analysis of a statement with the first defect found; <see cref="SqlFrontEnd.Compile"/> turns it into a result.</summary>
sealed class SqlErrorException(SqlDiagnostic diagnostic) : Exception(diagnostic.Message)
{
    public SqlDiagnostic Diagnostic { get; } = diagnostic;

    /// <summary>An error with Trino's name at a place.</summary>
    public static SqlErrorException At(SourcePosition? position, string name, string text) =>
        new(new SqlDiagnostic(name, TrinoErrorCodes.CodeOf(name), TrinoErrorCodes.TypeOf(name), position, text));

    public static SqlErrorException At(Node node, string name, string text) => At(node.Position, name, text);

    /// <summary>An error that Trino reports without a place.</summary>
    public static SqlErrorException Nowhere(string name, string text) => At((SourcePosition?)null, name, text);

    public static SqlErrorException TypeMismatch(Node node, string text) => At(node, "TYPE_MISMATCH", text);

    /// <summary>A construct of Trino's language that is not built here.</summary>
    public static SqlErrorException NotSupported(Node node, string text) => At(node, "NOT_SUPPORTED", text);
}
