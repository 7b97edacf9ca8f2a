using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Coffer.Database.Sqlite;

/// <summary>The embedded database: one file in WAL mode, one writer with group commit, a pool of connections for readers.</summary>
public sealed class SqliteDatabase : IDatabase
{
    const int MaxReaders = 8;

    readonly string _connectionString;
    readonly TimeProvider _time;
    readonly SqliteWriter _writer;
    readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    readonly SemaphoreSlim _readers = new(MaxReaders);
    readonly NestedWriteGuard _guard = new();

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    SqliteDatabase(string path, TimeProvider time)
    {
        Path = path;
        _time = time;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        Wakeups = new Wakeups(time);
        _writer = new SqliteWriter(SqliteSession.Open(_connectionString, readOnly: false), Wakeups);
    }

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public Wakeups Wakeups { get; }

    public string Path { get; }

    internal long Commits => _writer.Commits;

    /// <summary>Opens the file and creates it when it is missing; the schema comes from <see cref="Migrations.Migrator"/>.</summary>
    public static SqliteDatabase Open(string path, TimeProvider time) => new(path, time);

    public async Task<T> ReadAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            if (!_idleReaders.TryTake(out var session))
                session = SqliteSession.Open(_connectionString, readOnly: true);
            try
            {
                session.Script("BEGIN");
                return await work(new SqliteUnitOfWork(session, _time, cancellationToken));
            }
            finally
            {
                if (session.InTransaction)
                    session.Script("ROLLBACK");
                _idleReaders.Add(session);
            }
        }
        finally
        {
            _readers.Release();
        }
    }

    public Task<T> WriteAsync<T>(Func<ITransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        _guard.Check();
        var write = new QueuedWrite<T>(work, _guard, _time, cancellationToken);
        _writer.Enqueue(write);
        return write.Task;
    }

    /// <summary>Nothing to hold: a data directory has one server, and each migration is a write transaction.</summary>
    public Task<IAsyncDisposable> LockSchemaAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new Unlocked());

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        while (_idleReaders.TryTake(out var session))
            session.Dispose();
        _readers.Dispose();
    }

    sealed class Unlocked : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
