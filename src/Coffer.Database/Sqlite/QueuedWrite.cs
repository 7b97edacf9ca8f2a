namespace Coffer.Database.Sqlite;

/// <summary>A write that waits for the writer; completed only after the commit that contains it.</summary>
abstract class QueuedWrite(CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public IEnumerable<string> Channels { get; protected set; } = [];

    /// <summary>Runs the work inside its savepoint; the result is kept until <see cref="Committed"/>.</summary>
    public abstract Task RunAsync(SqliteSession session);

    public abstract void Committed();

    public abstract void Failed(Exception exception);
}
