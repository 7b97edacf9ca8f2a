using System.Collections.Concurrent;
using Coffer.DuckDb;

namespace Coffer.Storage;

/// <summary>
/// The server's own DuckDB, which writes and merges data files. It runs no text of users. Connections are kept and used by one caller at a time.
/// </summary>
public sealed class ParquetEngine : IDisposable
{
    readonly DuckDbInstance _instance;
    readonly ConcurrentBag<Connection> _idle = [];
    bool _disposed;

    ParquetEngine(DuckDbInstance instance) => _instance = instance;

    /// <param name="temporaryFolder">Where sorts that do not fit in memory are spilled to.</param>
    /// <param name="memoryBytes">What DuckDB may use at most.</param>
    /// <param name="threads">Threads of the whole engine; imports also run beside each other.</param>
    public static ParquetEngine Open(string temporaryFolder, long memoryBytes = 512L << 20, int? threads = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["threads"] = (threads ?? Math.Clamp(Environment.ProcessorCount / 2, 1, 8)).ToString(),
            ["memory_limit"] = $"{memoryBytes}B",
            ["temp_directory"] = temporaryFolder,
            ["autoinstall_known_extensions"] = "false",
            ["autoload_known_extensions"] = "false",
            ["enable_object_cache"] = "true",
        };
        return new ParquetEngine(DuckDbInstance.Open(null, settings));
    }

    /// <summary>Runs <paramref name="work"/> with a connection; cancelling interrupts the statement.</summary>
    internal T Run<T>(Func<Connection, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idle.TryTake(out var connection))
            connection = _instance.Connect();
        try
        {
            using (cancellationToken.UnsafeRegister(static c => ((Connection)c!).Interrupt(), connection))
                return work(connection);
        }
        catch (DuckDbException e) when (e.Kind == DuckDbErrorKind.Interrupt && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The statement was interrupted", e, cancellationToken);
        }
        finally
        {
            _idle.Add(connection);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
        _instance.Dispose();
    }
}
