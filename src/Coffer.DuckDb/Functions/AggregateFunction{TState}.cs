namespace Coffer.DuckDb;

/// <inheritdoc />
public abstract class AggregateFunction<TState> : AggregateFunction
    where TState : class, new()
{
    /// <summary>Adds one row to the state.</summary>
    protected abstract void Update(TState state, ReadOnlySpan<Vector> arguments, int row);

    /// <summary>Adds <paramref name="source"/> to <paramref name="target"/>. The source must stay as it is and keep nothing of it shared: windows combine it again.</summary>
    protected abstract void Combine(TState source, TState target);

    /// <summary>Writes the result; may run more than once for a state. The state is null when the group had no row or only skipped ones.</summary>
    protected abstract void Finish(TState? state, VectorWriter result, int row);

    internal sealed override object NewState() => new TState();

    internal sealed override void UpdateState(object state, ReadOnlySpan<Vector> arguments, int row) =>
        Update((TState)state, arguments, row);

    internal sealed override void CombineStates(object source, object target) => Combine((TState)source, (TState)target);

    internal sealed override void FinishState(object? state, VectorWriter result, int row) => Finish((TState?)state, result, row);
}
