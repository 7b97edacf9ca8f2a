using Coffer.Storage.Commits;
using Coffer.Storage.Scans;

namespace Coffer.Query;

/// <summary>The engine's place of one job. One statement at a time.</summary>
/// <remarks>
/// Every method throws <see cref="EngineException"/> when the query fails, also when the worker process dies, is killed for its memory or
/// exceeds its time; and <see cref="OperationCanceledException"/> when the token is cancelled, after the query has really ended. A failed
/// statement leaves no file, and the session may run another one.
/// </remarks>
public interface IQuerySession : IAsyncDisposable
{
    /// <summary>Writes the rows as msgpack.gz: concatenated MessagePack arrays, one a row. Memory does not grow with the number of rows. Whoever publishes the file flushes it to disk.</summary>
    /// <param name="resultFile">Absolute path; must not exist; its folder must.</param>
    Task<QueryOutcome> RunAsync(
        EngineQuery query,
        string resultFile,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Writes the rows as a data file of a table. Whoever commits the file flushes it to disk.</summary>
    /// <param name="path">Absolute path; must not exist; its folder must.</param>
    /// <returns>The file's statistics; null when there were no rows, and then there is no file.</returns>
    Task<FileStatistics?> WriteParquetAsync(
        EngineQuery query,
        FileLayout layout,
        string path,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Runs a query that answers one number, such as the rows that a DELETE removes.</summary>
    Task<long> CountAsync(EngineQuery query, CancellationToken cancellationToken);
}
