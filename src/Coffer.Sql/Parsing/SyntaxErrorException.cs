using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Aborts a parse; caught by <see cref="SqlParser"/>.</summary>
sealed class SyntaxErrorException(SourcePosition position, string text) : Exception(text)
{
    public SourcePosition Position { get; } = position;

    /// <summary>The index of an IN token whose predicate must not be read when the statement is read again for its error.</summary>
    public int? RefusedIn { get; init; }
}
