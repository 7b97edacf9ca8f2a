using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A column of a relation in the printed text: <c>"alias"."name"</c>, both generated except the column names of scans.</summary>
sealed class RelationColumn(string alias, string name, SqlType type)
{
    public string Alias { get; } = alias;

    public string Name { get; } = name;

    public SqlType Type { get; } = type;
}
