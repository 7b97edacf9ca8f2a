using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>An argument of a call as resolution sees it.</summary>
public abstract record FunctionArgument
{
    FunctionArgument() { }

    public sealed record Value(SqlType Type) : FunctionArgument;

    /// <summary>A lambda: <see cref="Body"/> gives the type of its body for parameter types.</summary>
    public sealed record Lambda(int ParameterCount, Func<IReadOnlyList<SqlType>, SqlType> Body) : FunctionArgument;
}
