using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coffer.Database.Postgres;

/// <summary>
/// A PostgreSQL database that several processes may share. Writes are serializable, as they are on SQLite by its one writer; what PostgreSQL rejects as not
/// serializable, or as a deadlock, is run again here.
/// </summary>
public sealed class PostgresDatabase : IDatabase
{
    const int MaxAttempts = 20;

    /// <summary>Any number that nothing else uses as an advisory lock in this database.</summary>
    const long SchemaLock = 0x436F66666572;

    readonly NpgsqlDataSource _source;
    readonly TimeProvider _time;
    readonly PostgresListener _listener;
    readonly NestedWriteGuard _guard = new();

    PostgresDatabase(string connectionString, TimeProvider time, ILogger logger)
    {
        _time = time;
        _source = NpgsqlDataSource.Create(connectionString);
        Wakeups = new Wakeups(time);
        _listener = new PostgresListener(_source, Wakeups, time, logger);
    }

    public DatabaseKind Kind => DatabaseKind.Postgres;

    public Wakeups Wakeups { get; }

    /// <summary>Opens a pool on a <c>postgres://user:password@host:port/database</c> URL or on a key=value connection string.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static PostgresDatabase Open(string url, TimeProvider time, ILogger logger)
    {
        var builder = PostgresUrl.Parse(url);
        builder.MaxAutoPrepare = 200;
        builder.AutoPrepareMinUsages = 2;
        builder.ApplicationName ??= "coffer";
        return new PostgresDatabase(builder.ConnectionString, time, logger);
    }

    public async Task<T> ReadAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var unit = new PostgresUnitOfWork(connection, cancellationToken);
        await unit.ExecuteScriptAsync("SET TRANSACTION READ ONLY");
        var result = await work(unit);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public async Task<T> WriteAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        _guard.Check();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(work, cancellationToken);
            }
            catch (PostgresException exception) when (IsConflict(exception) && attempt < MaxAttempts)
            {
                // The winner is done or nearly so: a short pause that differs between the losers is enough.
                var pause = TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(2 * attempt, 50));
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    public async Task<IAsyncDisposable> LockSchemaAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            await new PostgresUnitOfWork(connection, cancellationToken).ExecuteScriptAsync($"SELECT pg_advisory_lock({SchemaLock})");
            return new HeldLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _source.DisposeAsync();
    }

    async Task<T> TryWriteAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var unit = new PostgresUnitOfWork(connection, cancellationToken);
        var result = await _guard.RunAsync(work, unit);
        await unit.SendNotificationsAsync();
        // A commit that was cancelled half-way would leave the caller without an answer to "did it happen?".
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var channel in unit.Channels)
            Wakeups.Signal(channel);
        return result;
    }

    static bool IsConflict(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    sealed class HeldLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await new PostgresUnitOfWork(connection, CancellationToken.None).ExecuteScriptAsync($"SELECT pg_advisory_unlock({SchemaLock})");
            await connection.DisposeAsync();
        }
    }
}
