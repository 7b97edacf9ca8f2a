namespace Coffer.Sql.Syntax;

/// <summary>Builds <see cref="SyntaxList{T}"/> from collection expressions.</summary>
public static class SyntaxList
{
    public static SyntaxList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
