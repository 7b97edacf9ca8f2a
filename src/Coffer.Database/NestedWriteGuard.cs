namespace Coffer.Database;

/// <summary>A write inside a write would wait for itself on SQLite and commit apart on PostgreSQL, so both refuse it.</summary>
sealed class NestedWriteGuard
{
    readonly AsyncLocal<bool> _inside = new();

    public void Check()
    {
        if (_inside.Value)
            throw new InvalidOperationException("A write transaction must not be started inside another one.");
    }

    public async Task<T> RunAsync<T>(Func<ITransaction, Task<T>> work, ITransaction transaction)
    {
        _inside.Value = true;
        try
        {
            return await work(transaction);
        }
        finally
        {
            _inside.Value = false;
        }
    }
}
