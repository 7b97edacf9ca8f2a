using Coffer.Sql.Binding.Bound;

namespace Coffer.Sql.Binding;

/// <summary>A bound relation of FROM and the names that reach its columns.</summary>
sealed record BoundFrom(BoundRelation Relation, IReadOnlyList<ScopeField> Fields);
