using Coffer.Sql.Text;

namespace Coffer.Sql.Diagnostics;

/// <summary>A defect of a statement, in the terms in which Trino reports it.</summary>
/// <param name="Name">Trino's error name, e.g. <c>SYNTAX_ERROR</c>.</param>
/// <param name="Code">Trino's error code, e.g. 1.</param>
/// <param name="Type">Trino's error type, e.g. <c>USER_ERROR</c>.</param>
/// <param name="Position">Where; null for an error without a place.</param>
/// <param name="Text">The message without the place.</param>
public sealed record SqlDiagnostic(string Name, int Code, string Type, SourcePosition? Position, string Text)
{
    public const string UserError = "USER_ERROR";

    public int? Line => Position?.Line;

    public int? Column => Position?.Column;

    /// <summary>The message as Trino words it: <c>line 1:8: …</c> when there is a place.</summary>
    public string Message => Position is { } p ? $"line {p.Line}:{p.Column}: {Text}" : Text;

    public static SqlDiagnostic Syntax(SourcePosition position, string text) => new("SYNTAX_ERROR", 1, UserError, position, text);
}
