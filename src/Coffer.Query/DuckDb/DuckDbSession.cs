using Coffer.Query.Worker;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;

namespace Coffer.Query.DuckDb;

/// <summary>One job's turn on a worker. The worker is taken at the first statement and given back at the end.</summary>
sealed class DuckDbSession(WorkerPool workers, EngineLimits limits, string folder, SemaphoreSlim places) : IQuerySession
{
    EngineWorker? _worker;
    int _statements;
    bool _disposed;

    public async Task<QueryOutcome> RunAsync(
        EngineQuery query,
        string resultFile,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var done = await ExecuteAsync(WorkerOutput.MessagePack, query, resultFile, null, progress, cancellationToken);
        return new QueryOutcome(done.Rows, done.Bytes);
    }

    public async Task<FileStatistics?> WriteParquetAsync(
        EngineQuery query,
        FileLayout layout,
        string path,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var done = await ExecuteAsync(WorkerOutput.Parquet, query, path, layout, progress, cancellationToken);
        if (done.File is null)
        {
            File.Delete(path);
        }

        return done.File;
    }

    public async Task<long> CountAsync(EngineQuery query, CancellationToken cancellationToken) =>
        (await ExecuteAsync(WorkerOutput.Count, query, null, null, null, cancellationToken)).Rows;

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            if (_worker is { } worker)
            {
                workers.Return(worker);
            }

            RemoveFolder();

            places.Release();
        }

        return ValueTask.CompletedTask;
    }

    void RemoveFolder()
    {
        try
        {
            if (_statements > 0 && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (IOException)
        {
            // The worker may be removing what it spilled just now; what is left goes at the next start.
        }
    }

    async Task<WorkerMessage.Done> ExecuteAsync(
        WorkerOutput output,
        EngineQuery query,
        string? resultFile,
        FileLayout? layout,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (resultFile is not null && File.Exists(resultFile))
        {
            throw new IOException("The result file exists already");
        }

        if (_worker is { IsFit: false } unfit)
        {
            workers.Return(unfit);
            _worker = null;
        }

        _worker ??= await workers.RentAsync(cancellationToken);
        var scratch = Path.Combine(folder, $"{++_statements}");
        Directory.CreateDirectory(scratch);
        var request = new WorkerMessage.Run(
            output,
            query.DuckSql,
            [.. query.Columns.Select(column => column.Type.Name)],
            query.Views,
            query.Files,
            resultFile,
            layout?.Columns ?? [],
            scratch,
            limits.MemoryBytes / 5 * 4,
            limits.Threads,
            limits.SpillBytes
        );
        try
        {
            return await _worker.RunAsync(request, limits, progress, cancellationToken);
        }
        catch
        {
            if (resultFile is not null)
            {
                File.Delete(resultFile);
            }

            throw;
        }
    }
}
