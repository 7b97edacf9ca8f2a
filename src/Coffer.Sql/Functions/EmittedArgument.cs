namespace Coffer.Sql.Functions;

/// <summary>An argument as DuckDB text, already converted to the type that resolution asked for.</summary>
public abstract record EmittedArgument
{
    EmittedArgument() { }

    public sealed record Value(string Sql) : EmittedArgument;

    /// <summary>A lambda: parameter names from <see cref="EmitContext"/> and the body that uses them.</summary>
    public sealed record Lambda(IReadOnlyList<string> Parameters, string Body) : EmittedArgument
    {
        /// <summary>DuckDB's own lambda text.</summary>
        public string Sql => $"lambda {string.Join(", ", Parameters)}: {Body}";

        /// <summary>The body with the parameters replaced by expressions.</summary>
        public string Apply(IReadOnlyList<string> expressions)
        {
            var body = Body;
            for (var i = 0; i < Parameters.Count; i++)
            {
                body = body.Replace(Parameters[i], $"({expressions[i]})", StringComparison.Ordinal);
            }
            return $"({body})";
        }
    }
}
