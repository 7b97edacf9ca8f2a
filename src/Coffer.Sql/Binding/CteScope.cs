namespace Coffer.Sql.Binding;

/// <summary>The named queries that are visible at a place; inner ones hide outer ones and tables.</summary>
sealed class CteScope(CteScope? outer)
{
    readonly Dictionary<string, CteBinding> _queries = new(StringComparer.Ordinal);

    public static CteScope Empty => new(null);

    public void Add(string name, CteBinding binding) => _queries[name] = binding;

    public CteBinding? Find(string name) => _queries.TryGetValue(name, out var found) ? found : outer?.Find(name);
}
