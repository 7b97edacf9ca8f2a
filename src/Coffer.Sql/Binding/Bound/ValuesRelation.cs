namespace Coffer.Sql.Binding.Bound;

/// <summary>VALUES; every row has a value of the column's type for each column.</summary>
sealed record ValuesRelation(string Alias, IReadOnlyList<RelationColumn> Columns, IReadOnlyList<IReadOnlyList<BoundExpression>> Rows)
    : BoundRelation(Columns)
{
    public override BoundRelation MapExpressions(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Rows = [.. Rows.Select(r => (IReadOnlyList<BoundExpression>)[.. r.Select(map)])],
        };
}
