namespace Coffer.Sql.Binding.Bound;

/// <summary>A reference to a column.</summary>
sealed record BoundColumn(RelationColumn Column) : BoundExpression(Column.Type);
