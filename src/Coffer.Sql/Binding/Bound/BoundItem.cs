namespace Coffer.Sql.Binding.Bound;

/// <summary>An item of a SELECT list: the column that it makes, and its value.</summary>
sealed record BoundItem(RelationColumn Column, BoundExpression Value);
