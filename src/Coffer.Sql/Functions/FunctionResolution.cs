using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>The answer of <see cref="FunctionCatalog.Resolve"/>.</summary>
public abstract record FunctionResolution
{
    FunctionResolution() { }

    /// <summary>The overload, the types that the arguments are converted to (a function type for a lambda) and the type of the result.</summary>
    public sealed record Found(
        SqlFunction Function,
        IReadOnlyList<SqlType> ArgumentTypes,
        SqlType ReturnType,
        IReadOnlyDictionary<string, int> Literals
    ) : FunctionResolution
    {
        /// <summary>DuckDB text of the call.</summary>
        /// <exception cref="Values.TrinoException">A constant argument is wrong (JSON path, pattern, unit).</exception>
        public string Emit(IReadOnlyList<EmittedArgument> arguments, EmitContext context, CallClauses? clauses = null) =>
            Lowering.Print(this, arguments, context, clauses ?? CallClauses.None);
    }

    /// <summary>Trino's error name and message without position; <see cref="Argument"/> is the argument to point at, or −1 for the call.</summary>
    public sealed record Failed(string ErrorName, string Message, int Argument = -1) : FunctionResolution;
}
