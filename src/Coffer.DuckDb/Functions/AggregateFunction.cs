namespace Coffer.DuckDb;

/// <summary>
/// An aggregate function written in C#; derive from <see cref="AggregateFunction{TState}"/>. DuckDB calls it from several threads,
/// but never two at once for the same state.
/// </summary>
/// <remarks>
/// Whoever prints calls must avoid two plans: ORDER BY inside the call, and a window without PARTITION BY and ORDER BY (say PARTITION BY true).
/// There DuckDB hands over one state pointer for many rows without saying so, and the callback reads beyond it (duckdb/duckdb
/// src/main/capi/aggregate_function-c.cpp, CAPIAggregateUpdate takes the data of a constant vector).
/// </remarks>
public abstract class AggregateFunction
{
    private protected AggregateFunction() { }

    public required string Name { get; init; }

    public required IReadOnlyList<LogicalType> Parameters { get; init; }

    public required LogicalType Returns { get; init; }

    /// <summary><see cref="DuckDb.NullHandling.Propagate"/>: rows with a null argument are skipped.</summary>
    public NullHandling NullHandling { get; init; }

    internal abstract object NewState();

    internal abstract void UpdateState(object state, ReadOnlySpan<Vector> arguments, int row);

    internal abstract void CombineStates(object source, object target);

    internal abstract void FinishState(object? state, VectorWriter result, int row);
}
