using Npgsql;

namespace Coffer.Database.Postgres;

/// <summary>A transaction on one connection. Statements are prepared by the driver at their second use.</summary>
sealed class PostgresUnitOfWork(NpgsqlConnection connection, CancellationToken cancellationToken) : ITransaction
{
    /// <summary>The one channel that every process listens to; the payload is the name given to Notify.</summary>
    public const string Channel = "coffer_wakeup";

    readonly HashSet<string> _channels = [];

    public DatabaseKind Kind => DatabaseKind.Postgres;

    public IReadOnlyCollection<string> Channels => _channels;

    public async Task<int> ExecuteAsync(SqlText sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql.Postgres, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(SqlText sql, Func<Row, T> read, params (string Name, object? Value)[] parameters)
    {
        var rows = new List<T>();
        await EachAsync(sql, row => rows.Add(read(row)), parameters);
        return rows;
    }

    public async Task EachAsync(SqlText sql, Action<Row> read, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(sql.Postgres, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new Row(reader);
        while (await reader.ReadAsync(cancellationToken))
            read(row);
    }

    public async Task<T?> QuerySingleAsync<T>(SqlText sql, Func<Row, T> read, params (string Name, object? Value)[] parameters)
    {
        var rows = await QueryAsync(sql, read, parameters);
        return rows.Count == 0 ? default : rows[0];
    }

    public async Task ExecuteScriptAsync(string script)
    {
        await using var command = Command(script, []);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<long> NowAsync()
    {
        await using var command = Command("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint", []);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public void Notify(string channel) => _channels.Add(channel);

    /// <summary>Puts the notifications into the transaction; PostgreSQL delivers them at its commit.</summary>
    public async Task SendNotificationsAsync()
    {
        foreach (var channel in _channels)
        {
            await using var command = Command("SELECT pg_notify(@channel, @payload)", [("channel", Channel), ("payload", channel)]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    NpgsqlCommand Command(string text, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
        return command;
    }
}
