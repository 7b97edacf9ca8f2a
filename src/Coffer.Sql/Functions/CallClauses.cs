namespace Coffer.Sql.Functions;

/// <summary>The clauses of an aggregate or window call as DuckDB text, without their keywords.</summary>
/// <param name="Distinct">DISTINCT before the arguments.</param>
/// <param name="OrderBy">Text after ORDER BY inside the parentheses.</param>
/// <param name="Filter">Condition of FILTER (WHERE …).</param>
/// <param name="Over">Text inside OVER (…); null for an aggregate.</param>
/// <param name="IgnoreNulls">IGNORE NULLS.</param>
public sealed record CallClauses(bool Distinct, string? OrderBy, string? Filter, string? Over, bool IgnoreNulls)
{
    public static CallClauses None { get; } = new(false, null, null, null, false);

    internal string DistinctText => Distinct ? "DISTINCT " : "";

    internal string OrderText => (OrderBy is null ? "" : $" ORDER BY {OrderBy}") + (IgnoreNulls ? " IGNORE NULLS" : "");

    internal string TailText => (Filter is null ? "" : $" FILTER (WHERE {Filter})") + (Over is null ? "" : $" OVER ({Over})");

    /// <summary>The same call that also leaves out rows where <paramref name="condition"/> does not hold.</summary>
    internal CallClauses And(string condition) => this with { Filter = Filter is null ? condition : $"({Filter}) AND ({condition})" };
}
