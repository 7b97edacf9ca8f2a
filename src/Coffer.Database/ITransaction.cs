namespace Coffer.Database;

/// <summary>An open transaction. Parameters are written <c>@name</c> in the text and given as (name, value) pairs; null is NULL.</summary>
public interface ITransaction
{
    DatabaseKind Kind { get; }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    Task<int> ExecuteAsync(SqlText sql, params (string Name, object? Value)[] parameters);

    /// <summary>Runs a statement and reads all its rows.</summary>
    Task<List<T>> QueryAsync<T>(SqlText sql, Func<Row, T> read, params (string Name, object? Value)[] parameters);

    /// <summary>Reads rows one at a time, for results that may be large.</summary>
    Task EachAsync(SqlText sql, Action<Row> read, params (string Name, object? Value)[] parameters);

    /// <summary>Reads the first row, or default when there is none: let <typeparamref name="T"/> be a class or a nullable value.</summary>
    Task<T?> QuerySingleAsync<T>(SqlText sql, Func<Row, T> read, params (string Name, object? Value)[] parameters);

    /// <summary>Runs several statements separated by semicolons, without parameters (migrations).</summary>
    Task ExecuteScriptAsync(string script);

    /// <summary>The database's clock in microseconds since 1970 UTC: the one clock that leases are stamped with.</summary>
    Task<long> NowAsync();

    /// <summary>
    /// Wakes everybody who waits on the channel, in every process, after the commit. A wake-up may be lost or come twice; the waiter polls as well.
    /// </summary>
    void Notify(string channel);
}
