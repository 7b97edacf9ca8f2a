using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding.Bound;

/// <summary>The bound partition and order of a window, with the specification that they come from.</summary>
sealed record BoundOver(WindowSpecification Window, IReadOnlyList<BoundExpression> Partition, IReadOnlyList<BoundSort> Order);
