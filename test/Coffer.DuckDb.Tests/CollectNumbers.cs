namespace Coffer.DuckDb.Tests;

/// <summary>All numbers, nulls too, as a list.</summary>
sealed class CollectNumbers : AggregateFunction<List<long?>>
{
    protected override void Update(List<long?> state, ReadOnlySpan<Vector> arguments, int row) =>
        state.Add(arguments[0].IsNull(row) ? null : arguments[0].Int64(row));

    protected override void Combine(List<long?> source, List<long?> target) => target.AddRange(source);

    protected override void Finish(List<long?>? state, VectorWriter result, int row)
    {
        var start = result.AppendList(row, state?.Count ?? 0);
        for (var i = 0; i < result.ElementCount - start; i++)
        {
            if (state![i] is { } number)
            {
                result.Elements.Set(start + i, number);
            }
            else
            {
                result.Elements.SetNull(start + i);
            }
        }
    }
}
