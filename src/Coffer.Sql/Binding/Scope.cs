namespace Coffer.Sql.Binding;

/// <summary>The columns of a FROM clause, and the scope of the enclosing query for correlated names.</summary>
sealed class Scope(IReadOnlyList<ScopeField> fields, Scope? outer)
{
    public static readonly Scope Empty = new([], null);

    public IReadOnlyList<ScopeField> Fields { get; } = fields;

    public Scope? Outer { get; } = outer;
}
