using System.Threading.Channels;

namespace Coffer.Database.Sqlite;

/// <summary>
/// The one writer of a SQLite file. Whatever has queued up while the last commit waited for the disk goes into the next transaction together, each write in
/// its own savepoint: a write that throws is rolled back to its savepoint and fails alone, the others share one commit and one fsync. Nobody is told of
/// success before that commit has returned.
/// </summary>
sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Bounds how long the first write of a group waits for the others.</summary>
    const int MaxGroup = 128;

    readonly Channel<QueuedWrite> _queue = Channel.CreateUnbounded<QueuedWrite>(new UnboundedChannelOptions { SingleReader = true });
    readonly SqliteSession _session;
    readonly Wakeups _wakeups;
    readonly Task _loop;

    public SqliteWriter(SqliteSession session, Wakeups wakeups)
    {
        _session = session;
        _wakeups = wakeups;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>How many commits were made; tests see by it that writes were grouped.</summary>
    public long Commits { get; private set; }

    public void Enqueue(QueuedWrite write)
    {
        var accepted = _queue.Writer.TryWrite(write);
        ObjectDisposedException.ThrowIf(!accepted, this);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    async Task LoopAsync()
    {
        var group = new List<QueuedWrite>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && _queue.Reader.TryRead(out var write))
                group.Add(write);
            await CommitGroupAsync(group);
            group.Clear();
        }
    }

    async Task CommitGroupAsync(List<QueuedWrite> group)
    {
        var waiting = group.ToList();
        while (waiting.Count > 0)
        {
            try
            {
                _session.Script("BEGIN IMMEDIATE");
            }
            catch (Exception exception)
            {
                waiting.ForEach(w => w.Failed(exception));
                return;
            }
            waiting = await RunInTransactionAsync(waiting);
        }
    }

    /// <summary>Runs the writes and commits; returns those that have to run again because a failing one took the whole transaction with it.</summary>
    async Task<List<QueuedWrite>> RunInTransactionAsync(List<QueuedWrite> writes)
    {
        var done = new List<QueuedWrite>(writes.Count);
        foreach (var (index, write) in writes.Index())
        {
            try
            {
                _session.Script("SAVEPOINT write");
                await write.RunAsync(_session);
                _session.Script("RELEASE write");
                done.Add(write);
            }
            catch (Exception exception)
            {
                write.Failed(exception);
                if (!_session.InTransaction)
                    return [.. done, .. writes.Skip(index + 1)];
                _session.Script("ROLLBACK TO write; RELEASE write");
            }
        }
        try
        {
            _session.Script("COMMIT");
        }
        catch (Exception exception)
        {
            if (_session.InTransaction)
                _session.Script("ROLLBACK");
            done.ForEach(w => w.Failed(exception));
            return [];
        }
        Commits++;
        foreach (var write in done)
        {
            write.Committed();
            foreach (var channel in write.Channels)
                _wakeups.Signal(channel);
        }
        return [];
    }
}
