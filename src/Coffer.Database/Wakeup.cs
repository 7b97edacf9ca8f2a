namespace Coffer.Database;

/// <summary>One listener on one channel. Several signals before a wait count as one.</summary>
public sealed class Wakeup : IDisposable
{
    readonly Wakeups _owner;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Wakeup(Wakeups owner, string channel, TimeProvider time)
    {
        _owner = owner;
        Channel = channel;
        _time = time;
    }

    public string Channel { get; }

    /// <summary>Returns true at a signal and false after <paramref name="atMost"/>, which is the polling interval of the caller.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task next;
        lock (_gate)
            next = _next.Task;
        try
        {
            await next.WaitAsync(atMost, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
        Take();
        return true;
    }

    /// <summary>True when a signal came since the last wait; does not wait.</summary>
    public bool Take()
    {
        lock (_gate)
        {
            if (!_next.Task.IsCompleted)
                return false;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public void Dispose() => _owner.Remove(this);

    internal void Signal()
    {
        lock (_gate)
            _next.TrySetResult();
    }
}
