using Coffer.Sql.Binding.Bound;

namespace Coffer.Sql.Binding;

/// <summary>Whether a query may answer differently when it is computed twice.</summary>
static class Volatility
{
    public static bool IsVolatile(BoundRelation relation)
    {
        var found = false;
        relation.MapExpressions(expression =>
        {
            found |= expression.SelfAndDescendants().Any(e => e is BoundCall { Function.Function.Deterministic: false });
            return expression;
        });
        return found;
    }
}
