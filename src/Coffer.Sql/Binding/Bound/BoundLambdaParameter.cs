using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A reference to a parameter of an enclosing lambda; the name is generated and already quoted.</summary>
sealed record BoundLambdaParameter(SqlType Type, string Name) : BoundExpression(Type);
