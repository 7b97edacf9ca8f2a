namespace Coffer.Database;

/// <summary>
/// The metadata database. A unit of work is a function that gets a transaction; it may be run again after a conflict, so it must have no effects
/// outside the transaction.
/// </summary>
public interface IDatabase : IAsyncDisposable
{
    DatabaseKind Kind { get; }

    /// <summary>Signals that something changed; see <see cref="ITransaction.Notify"/>.</summary>
    Wakeups Wakeups { get; }

    /// <summary>Runs <paramref name="work"/> on one consistent snapshot. Writing in it fails.</summary>
    Task<T> ReadAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a serializable transaction and completes after the commit is durable. Conflicts and deadlocks are retried here.
    /// On SQLite queued transactions share one commit; each has its own savepoint, so one that throws is undone alone. Work must be short and must not
    /// call <see cref="WriteAsync"/> again.
    /// </summary>
    Task<T> WriteAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Holds the lock that keeps two servers from migrating the same database at the same time. Dispose to release.</summary>
    Task<IAsyncDisposable> LockSchemaAsync(CancellationToken cancellationToken);
}
