using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary>A name as written. Names without quotes are looked up without regard to case; Trino does the same for quoted ones of tables and columns.</summary>
/// <remarks><c>Value</c>: The spelling as written, without the quotes and with doubled quotes undone.</remarks>
/// <remarks><c>Quoted</c>: Whether it was written in double quotes.</remarks>
public sealed record Identifier(SourcePosition Position, string Value, bool Quoted) : Expression(Position)
{
    /// <summary>The name in lower case, as catalogues and Trino's results spell it.</summary>
    public string Lower => Value.ToLowerInvariant();
}

/// <summary>One or more names joined by dots: <c>catalog.schema.table</c>, <c>schema.function</c>.</summary>
public sealed record QualifiedName(SourcePosition Position, SyntaxList<Identifier> Parts) : Node(Position)
{
    /// <summary>The last part.</summary>
    public Identifier Last => Parts[^1];

    public override string ToString() => string.Join('.', Parts.Select(part => part.Lower));
}
