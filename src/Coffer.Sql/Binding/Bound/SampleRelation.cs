namespace Coffer.Sql.Binding.Bound;

/// <summary>TABLESAMPLE: each row of the source with the given probability.</summary>
sealed record SampleRelation(string Alias, IReadOnlyList<RelationColumn> Columns, BoundRelation Source, double Percentage)
    : BoundRelation(Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Source = Source.MapExpressions(map),
        };
}
