using Microsoft.Extensions.Logging;

namespace Coffer.Query.DuckDb;

/// <summary>Keeps workers ready, so that a query does not wait for a process to start.</summary>
sealed class WorkerPool(DuckDbEngineOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    // A short query gives its worker back before this, and then no new one is needed.
    static readonly TimeSpan ReplenishDelay = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan KeepSpare = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly List<EngineWorker> _idle = [];
    readonly HashSet<EngineWorker> _rented = [];
    readonly CancellationTokenSource _stopped = new();

    /// <summary>Process ids of the workers that belong to a session now.</summary>
    internal IReadOnlyList<int> Rented
    {
        get
        {
            lock (_lock)
            {
                return [.. _rented.Select(worker => worker.ProcessId)];
            }
        }
    }

    /// <summary>Starts the first idle workers.</summary>
    internal void Start()
    {
        for (var i = 0; i < options.IdleWorkers; i++)
        {
            AddIdle(EngineWorker.Start(options, time, logger));
        }
    }

    /// <summary>A worker that is ready, started now if none is idle.</summary>
    /// <exception cref="EngineException">No worker could be started.</exception>
    internal async Task<EngineWorker> RentAsync(CancellationToken cancellationToken)
    {
        var worker = TakeIdle() ?? StartRented();
        _ = ReplenishAsync();
        try
        {
            await worker.Ready.WaitAsync(options.StartTimeout, time, cancellationToken);
            return worker;
        }
        catch (Exception exception) when (exception is EngineException or TimeoutException)
        {
            Drop(worker);
            EngineLog.WorkerNotStarted(logger, exception);
            throw EngineErrors.Named("GENERIC_INSUFFICIENT_RESOURCES", "A worker process could not be started");
        }
        catch (OperationCanceledException)
        {
            Return(worker);
            throw;
        }
    }

    internal void Return(EngineWorker worker)
    {
        if (!worker.IsFit)
        {
            Drop(worker);
            _ = ReplenishAsync();
            return;
        }

        lock (_lock)
        {
            _rented.Remove(worker);
        }

        AddIdle(worker);
    }

    public void Dispose()
    {
        _stopped.Cancel();
        lock (_lock)
        {
            foreach (var worker in _idle.Concat(_rented))
            {
                worker.Dispose();
            }

            _idle.Clear();
            _rented.Clear();
        }
    }

    EngineWorker? TakeIdle()
    {
        lock (_lock)
        {
            while (_idle.Count > 0)
            {
                // The last one given back has had the least time to prepare; the first one is certainly ready.
                var worker = _idle[0];
                _idle.RemoveAt(0);
                if (worker.IsFit)
                {
                    _rented.Add(worker);
                    return worker;
                }

                worker.Dispose();
            }

            return null;
        }
    }

    EngineWorker StartRented()
    {
        var worker = EngineWorker.Start(options, time, logger);
        lock (_lock)
        {
            _rented.Add(worker);
        }

        return worker;
    }

    void AddIdle(EngineWorker worker)
    {
        lock (_lock)
        {
            if (_stopped.IsCancellationRequested)
            {
                worker.Dispose();
                return;
            }

            _idle.Add(worker);
            if (_idle.Count > options.IdleWorkers)
            {
                _ = TrimAsync();
            }
        }
    }

    void Drop(EngineWorker worker)
    {
        lock (_lock)
        {
            _rented.Remove(worker);
        }

        worker.Dispose();
    }

    async Task ReplenishAsync()
    {
        await Task.Delay(ReplenishDelay, time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            if (_stopped.IsCancellationRequested || _idle.Count >= options.IdleWorkers)
            {
                return;
            }

            _idle.Add(EngineWorker.Start(options, time, logger));
        }
    }

    async Task TrimAsync()
    {
        await Task.Delay(KeepSpare, time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            while (_idle.Count > options.IdleWorkers)
            {
                _idle[^1].Dispose();
                _idle.RemoveAt(_idle.Count - 1);
            }
        }
    }
}
