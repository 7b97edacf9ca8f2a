using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coffer.Database.Postgres;

/// <summary>
/// Listens on a connection of its own and passes notifications on. While the connection is lost, waiters live on their polling interval; after it is back
/// they are all woken once, because nobody knows what was missed.
/// </summary>
sealed class PostgresListener : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly NpgsqlDataSource _source;
    readonly Wakeups _wakeups;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly CancellationTokenSource _stopping = new();
    readonly Task _loop;

    public PostgresListener(NpgsqlDataSource source, Wakeups wakeups, TimeProvider time, ILogger logger)
    {
        _source = source;
        _wakeups = wakeups;
        _time = time;
        _logger = logger;
        _loop = Task.Run(LoopAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
    }

    async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                LogMessages.ListenerLost(_logger, exception);
                await Task.Delay(Pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => _wakeups.Signal(notification.Payload);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "LISTEN " + PostgresUnitOfWork.Channel;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        _wakeups.SignalAll();
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
