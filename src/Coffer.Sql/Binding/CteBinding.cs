namespace Coffer.Sql.Binding;

/// <summary>A named query: the name it has in the printed text, and its columns.</summary>
sealed record CteBinding(string PrintedName, IReadOnlyList<ScopeField> Columns)
{
    /// <summary>How often the statement reads it.</summary>
    public int Uses { get; set; }
}
