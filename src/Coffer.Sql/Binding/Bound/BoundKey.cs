namespace Coffer.Sql.Binding.Bound;

/// <summary>A value in the form in which DuckDB compares it as Trino does; only below comparisons and sort keys.</summary>
sealed record BoundKey(BoundExpression Value) : BoundExpression(Value.Type)
{
    public override BoundExpression MapChildren(Func<BoundExpression, BoundExpression> map) => this with { Value = map(Value) };
}
