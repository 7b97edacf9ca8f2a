using Microsoft.Extensions.Logging;

namespace Coffer.Query.DuckDb;

/// <summary>Runs queries on DuckDB in worker processes. Create it once; disposing it ends all workers.</summary>
public sealed class DuckDbEngine : IQueryEngine
{
    readonly DuckDbEngineOptions _options;
    readonly WorkerPool _workers;
    readonly SemaphoreSlim _places;
    long _sessions;

    public DuckDbEngine(DuckDbEngineOptions options, TimeProvider time, ILogger<DuckDbEngine> logger)
    {
        _options = options;
        _places = new SemaphoreSlim(options.ParallelSessions);
        _workers = new WorkerPool(options, time, logger);
        if (Directory.Exists(options.ScratchFolder))
        {
            Directory.Delete(options.ScratchFolder, recursive: true);
        }

        Directory.CreateDirectory(options.ScratchFolder);
        _workers.Start();
    }

    /// <summary>Sessions that could be opened without waiting.</summary>
    public int FreePlaces => _places.CurrentCount;

    /// <summary>Process ids of the workers that belong to a session now.</summary>
    public IReadOnlyList<int> BusyWorkers => _workers.Rented;

    public async Task<IQuerySession> OpenSessionAsync(EngineLimits limits, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MemoryBytes, 64L << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Threads, 1);
        await _places.WaitAsync(cancellationToken);
        var folder = Path.Combine(_options.ScratchFolder, $"session-{Interlocked.Increment(ref _sessions)}");
        return new DuckDbSession(_workers, limits, folder, _places);
    }

    public ValueTask DisposeAsync()
    {
        _workers.Dispose();
        return ValueTask.CompletedTask;
    }
}
