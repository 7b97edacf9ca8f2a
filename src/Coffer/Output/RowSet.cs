namespace Coffer.Output;

/// <summary>Named columns and rows of JSON-like values (text, numbers, booleans, null, JSON elements).</summary>
sealed record RowSet(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    public static RowSet Of<T>(IEnumerable<T> items, params (string Name, Func<T, object?> Value)[] columns) =>
        new([.. columns.Select(c => c.Name)], items.Select(item => (IReadOnlyList<object?>)[.. columns.Select(c => c.Value(item))]));
}
