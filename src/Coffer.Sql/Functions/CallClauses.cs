using System.Text.RegularExpressions;

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

    /// <summary>
    /// The clauses for an aggregate of our own inside DuckDB. DuckDB hands a C aggregate one state instead of one per row when the call has an
    /// ORDER BY or when its window frame is the whole partition (it passes a constant vector where the C API promises a flat one), and the
    /// function would read past its end. None of our aggregates depends on the order of rows, so ORDER BY is left out; a frame that is the
    /// whole partition is written with row numbers that no partition reaches.
    /// </summary>
    internal CallClauses ForOwnAggregate() => this with { OrderBy = null, Over = Over is null ? null : WithoutWholePartition(Over) };

    internal string DistinctText => Distinct ? "DISTINCT " : "";

    internal string OrderText => (OrderBy is null ? "" : $" ORDER BY {OrderBy}") + (IgnoreNulls ? " IGNORE NULLS" : "");

    internal string TailText => (Filter is null ? "" : $" FILTER (WHERE {Filter})") + (Over is null ? "" : $" OVER ({Over})");

    /// <summary>The same call that also leaves out rows where <paramref name="condition"/> does not hold.</summary>
    internal CallClauses And(string condition) => this with { Filter = Filter is null ? condition : $"({Filter}) AND ({condition})" };

    static string WithoutWholePartition(string over)
    {
        const string everything = "ROWS BETWEEN 1000000000000 PRECEDING AND 1000000000000 FOLLOWING";
        var ordered = over.Contains("ORDER BY", StringComparison.Ordinal);
        var frame = Regex.Match(over, "(ROWS|RANGE|GROUPS) BETWEEN .*$", RegexOptions.Singleline);
        if (!frame.Success)
        {
            return ordered ? over : $"{over} {everything}";
        }

        // Without an order all rows are peers, so RANGE and GROUPS frames are the whole partition.
        var whole =
            frame.Value.EndsWith("BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING", StringComparison.Ordinal)
            || !ordered && frame.Groups[1].Value != "ROWS";
        return whole ? over[..frame.Index] + everything : over;
    }
}
