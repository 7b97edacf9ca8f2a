using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>A column of a SELECT list.</summary>
/// <param name="Name">The name with its spelling; null when it has none.</param>
/// <param name="Value">The value over the columns of FROM.</param>
/// <param name="Syntax">The written expression; null for the columns of a star.</param>
/// <param name="StarName">The qualified name of a star's column, for messages.</param>
sealed record SelectOutput(string? Name, BoundExpression Value, Expression? Syntax, string? StarName);
