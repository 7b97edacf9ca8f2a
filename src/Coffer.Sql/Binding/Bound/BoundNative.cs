using Coffer.Sql.Types;

namespace Coffer.Sql.Binding.Bound;

/// <summary>A form of DuckDB's language that the front end owns: the template names its arguments as {0}, {1} …</summary>
sealed record BoundNative(SqlType Type, string Template, IReadOnlyList<BoundExpression> Arguments) : BoundExpression(Type)
{
    public BoundNative(SqlType type, string template, params BoundExpression[] arguments)
        : this(type, template, (IReadOnlyList<BoundExpression>)arguments) { }

    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Arguments = [.. Arguments.Select(map)],
        };
}
