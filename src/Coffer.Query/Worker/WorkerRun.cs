using Coffer.DuckDb;
using Coffer.Query.DuckDb;
using Coffer.Query.Results;
using Coffer.Sql;
using Coffer.Sql.Types;
using Coffer.Storage.Scans;

namespace Coffer.Query.Worker;

/// <summary>One statement inside a worker, on an instance that was prepared before the statement came.</summary>
sealed class WorkerRun(Action<WorkerMessage> send) : IDisposable
{
    static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(500);

    // An interrupt is lost when DuckDB is between two statements just then, so it is repeated until the run has ended.
    const int MaxAttempts = 5;

    static readonly TimeSpan InterruptInterval = TimeSpan.FromMilliseconds(20);

    readonly EngineInstance _instance = EngineInstance.Open();
    readonly Lock _ending = new();
    Timer? _interrupts;
    bool _ended;
    long _rows;

    /// <summary>Runs a small statement for nobody, so that the first real one finds compiled code.</summary>
    internal static void WarmUp()
    {
        var folder = Directory.CreateTempSubdirectory("coffer-worker-");
        try
        {
            using var run = new WorkerRun(_ => { });
            run.Execute(
                new WorkerMessage.Run(
                    WorkerOutput.MessagePack,
                    "SELECT 1 AS c1, 'text' AS c2, 1.5::DOUBLE AS c3, [1::BIGINT] AS c4",
                    ["integer", "varchar", "double", "array(bigint)"],
                    [],
                    [],
                    Path.Combine(folder.FullName, "warm-up"),
                    [],
                    folder.FullName,
                    256 << 20,
                    1,
                    0
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal WorkerMessage Execute(WorkerMessage.Run request)
    {
        using var progress = new Timer(_ => Report(), null, ProgressInterval, ProgressInterval);
        try
        {
            List<string> files = [.. request.Files];
            if (request.Output == WorkerOutput.Parquet)
            {
                files.Add(request.ResultFile!);
            }

            _instance.Restrict(request.DuckDbBytes, request.Threads, request.SpillBytes, request.ScratchFolder, files);
            foreach (var view in request.Views)
            {
                _instance.Connection.Execute($"CREATE TEMP VIEW {Identifier(view.Name)} AS {view.SelectSql}");
            }

            // A thread that DuckDB stops because another one failed may report first, as "interrupted", and hide what went wrong. A
            // query that nobody interrupted is therefore asked again.
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return Answer(request);
                }
                catch (DuckDbException error) when (error.Kind == DuckDbErrorKind.Interrupt && attempt < MaxAttempts && !WasInterrupted)
                {
                    if (request.ResultFile is { } partial)
                    {
                        File.Delete(partial);
                    }

                    Volatile.Write(ref _rows, 0);
                }
            }
        }
        catch (DuckDbException error)
        {
            return Failure(EngineErrors.From(error));
        }
        catch (EngineException error)
        {
            return Failure(error);
        }
        catch (IOException error)
        {
            return Failure(
                EngineErrors.Named("GENERIC_INSUFFICIENT_RESOURCES", $"The result could not be written ({error.GetType().Name})")
            );
        }
        finally
        {
            lock (_ending)
            {
                _ended = true;
                _interrupts?.Dispose();
            }
        }
    }

    WorkerMessage Answer(WorkerMessage.Run request) =>
        request.Output switch
        {
            WorkerOutput.MessagePack => WriteMessagePack(request),
            WorkerOutput.Parquet => WriteParquet(request),
            WorkerOutput.Count => Count(request),
        };

    internal void Interrupt()
    {
        lock (_ending)
        {
            if (!_ended)
            {
                _interrupts ??= new Timer(_ => InterruptOnce(), null, TimeSpan.Zero, InterruptInterval);
            }
        }
    }

    public void Dispose() => _instance.Dispose();

    bool WasInterrupted
    {
        get
        {
            lock (_ending)
            {
                return _interrupts is not null;
            }
        }
    }

    WorkerMessage.Done WriteMessagePack(WorkerMessage.Run request)
    {
        using var file = new FileStream(request.ResultFile!, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 17);
        using var result = _instance.Connection.Stream(request.Sql);
        var columns = request.Columns.Select((type, i) => new SqlResultColumn($"c{i + 1}", SqlType.Parse(type))).ToList();
        var rows = ResultWriter.Write(result, columns, file, request.Threads, soFar => Volatile.Write(ref _rows, soFar));
        file.Flush();
        return new WorkerMessage.Done(rows, file.Length);
    }

    WorkerMessage.Done WriteParquet(WorkerMessage.Run request)
    {
        var layout = FileLayout.Of(request.Layout);
        using var copied = _instance.Connection.Query(layout.CopySql(request.Sql, request.ResultFile!));
        var file = WrittenFile.Read(copied, layout);
        return new WorkerMessage.Done(file?.Records ?? 0, file?.Bytes ?? 0, file);
    }

    WorkerMessage.Done Count(WorkerMessage.Run request)
    {
        using var result = _instance.Connection.Query(request.Sql);
        if (!result.NextChunk(out var chunk) || chunk.Column(0).IsNull(0))
        {
            throw EngineErrors.Internal("The counting query answered nothing");
        }

        return new WorkerMessage.Done(chunk.Column(0).Integer(0), 0);
    }

    void Report()
    {
        lock (_ending)
        {
            if (!_ended)
            {
                var percent = _instance.Connection.Progress().Percentage;
                send(new WorkerMessage.Progress(percent < 0 ? null : percent, Volatile.Read(ref _rows)));
            }
        }
    }

    void InterruptOnce()
    {
        lock (_ending)
        {
            if (!_ended)
            {
                _instance.Connection.Interrupt();
            }
        }
    }

    static WorkerMessage.Failed Failure(EngineException error) => new(error.Name, error.Code, error.Type, error.Message);

    static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
