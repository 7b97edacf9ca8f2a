namespace Coffer.Sql.Binding.Bound;

/// <summary>A named query; <see cref="Name"/> is generated, <see cref="Inline"/> makes every use compute it anew.</summary>
sealed record BoundCte(string Name, BoundRelation Query, bool Inline);
