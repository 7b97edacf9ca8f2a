namespace Coffer.Database.Sqlite;

/// <summary>The transaction that one caller sees; SQLite works synchronously, so its tasks are already complete.</summary>
sealed class SqliteUnitOfWork(SqliteSession session, TimeProvider time, CancellationToken cancellationToken) : ITransaction
{
    readonly HashSet<string> _channels = [];

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public IEnumerable<string> Channels => _channels;

    public Task<int> ExecuteAsync(SqlText sql, params (string Name, object? Value)[] parameters)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(session.Command(sql.Sqlite, parameters).ExecuteNonQuery());
    }

    public async Task<List<T>> QueryAsync<T>(SqlText sql, Func<Row, T> read, params (string Name, object? Value)[] parameters)
    {
        var rows = new List<T>();
        await EachAsync(sql, row => rows.Add(read(row)), parameters);
        return rows;
    }

    public Task EachAsync(SqlText sql, Action<Row> read, params (string Name, object? Value)[] parameters)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var reader = session.Command(sql.Sqlite, parameters).ExecuteReader();
        var row = new Row(reader);
        while (reader.Read())
            read(row);
        return Task.CompletedTask;
    }

    public async Task<T?> QuerySingleAsync<T>(SqlText sql, Func<Row, T> read, params (string Name, object? Value)[] parameters)
    {
        var rows = await QueryAsync(sql, read, parameters);
        return rows.Count == 0 ? default : rows[0];
    }

    public Task ExecuteScriptAsync(string script)
    {
        session.Script(script);
        return Task.CompletedTask;
    }

    public Task<long> NowAsync() => Task.FromResult(time.GetUtcNow().ToUnixMicroseconds());

    public void Notify(string channel) => _channels.Add(channel);
}
