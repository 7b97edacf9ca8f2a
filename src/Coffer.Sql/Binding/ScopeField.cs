using Coffer.Sql.Binding.Bound;

namespace Coffer.Sql.Binding;

/// <summary>A column that names can reach.</summary>
/// <param name="Qualifier">The relation's name parts, lower case (one for an alias, up to three for a table); empty when it has none.</param>
/// <param name="Name">The name with its spelling; null for an unnamed column.</param>
/// <param name="Value">What a reference stands for.</param>
sealed record ScopeField(IReadOnlyList<string> Qualifier, string? Name, BoundExpression Value)
{
    /// <summary>A column of a table that exists: its name in messages is qualified by the table.</summary>
    public string DisplayName => Qualifier.Count > 0 ? $"{Qualifier[^1]}.{Name}" : Name ?? "";

    /// <summary>Whether a written name (lower case parts) means this column: the last part is the name, those before end the qualifier.</summary>
    public bool Answers(IReadOnlyList<string> parts) =>
        Name is not null
        && string.Equals(Name, parts[^1], StringComparison.OrdinalIgnoreCase)
        && AnswersPrefix(parts.Take(parts.Count - 1).ToList());

    /// <summary>Whether the qualifier ends with these parts.</summary>
    public bool AnswersPrefix(List<string> prefix) =>
        prefix.Count <= Qualifier.Count && prefix.SequenceEqual(Qualifier.Skip(Qualifier.Count - prefix.Count), StringComparer.Ordinal);
}
