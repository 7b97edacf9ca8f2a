namespace Coffer.Sql.Binding.Bound;

/// <summary>UNNEST: arrays are paired by position and padded with NULL.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="Columns">One column per list, then the ordinality column if there is one.</param>
/// <param name="Lists">DuckDB lists, one per column.</param>
/// <param name="WithOrdinality">Whether the last column counts the rows from 1.</param>
sealed record UnnestRelation(string Alias, IReadOnlyList<RelationColumn> Columns, IReadOnlyList<BoundExpression> Lists, bool WithOrdinality)
    : BoundRelation(Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Lists = [.. Lists.Select(map)],
        };
}
