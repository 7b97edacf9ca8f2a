using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>A resolved call on its way to DuckDB text.</summary>
sealed record LoweredCall(
    FunctionResolution.Found Found,
    IReadOnlyList<EmittedArgument> Arguments,
    EmitContext Context,
    CallClauses Clauses
)
{
    public string Sql(int index) => ((EmittedArgument.Value)Arguments[index]).Sql;

    public SqlType Type(int index) => Found.ArgumentTypes[index];

    public EmittedArgument.Lambda Lambda(int index) => (EmittedArgument.Lambda)Arguments[index];

    /// <summary>The constant text of an argument, or null.</summary>
    public string? Literal(int index) => SqlText.TryLiteral(Sql(index), out var value) ? value : null;

    public string Cast(SqlType from, SqlType to, string sql) => CastCatalog.Lower(from, to, sql, false, Context)!;
}
