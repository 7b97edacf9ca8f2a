namespace Coffer.Database.Sqlite;

sealed class QueuedWrite<T>(
    Func<ITransaction, Task<T>> work,
    NestedWriteGuard guard,
    TimeProvider time,
    CancellationToken cancellationToken
) : QueuedWrite(cancellationToken)
{
    readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _result;

    public Task<T> Task => _completion.Task;

    public override async Task RunAsync(SqliteSession session)
    {
        CancellationToken.ThrowIfCancellationRequested();
        var transaction = new SqliteUnitOfWork(session, time, CancellationToken);
        _result = await guard.RunAsync(work, transaction);
        Channels = transaction.Channels;
    }

    public override void Committed() => _completion.TrySetResult(_result!);

    public override void Failed(Exception exception)
    {
        if (exception is OperationCanceledException canceled)
            _completion.TrySetCanceled(canceled.CancellationToken);
        else
            _completion.TrySetException(exception);
    }
}
