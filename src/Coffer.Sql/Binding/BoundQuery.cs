using Coffer.Sql.Binding.Bound;

namespace Coffer.Sql.Binding;

/// <summary>A bound query and its visible columns, which refer to the relation's columns.</summary>
sealed record BoundQuery(BoundRelation Relation, IReadOnlyList<ScopeField> Fields);
