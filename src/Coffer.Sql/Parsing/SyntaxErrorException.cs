using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Aborts a parse; caught by <see cref="SqlParser"/>.</summary>
sealed class SyntaxErrorException(SourcePosition position, string text) : Exception(text)
{
    public SourcePosition Position { get; } = position;
}
