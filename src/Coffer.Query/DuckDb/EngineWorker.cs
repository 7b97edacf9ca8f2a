using System.Diagnostics;
using System.Globalization;
using Coffer.Query.Worker;
using Microsoft.Extensions.Logging;

namespace Coffer.Query.DuckDb;

/// <summary>The server's side of one worker process.</summary>
sealed class EngineWorker : IDisposable
{
    // What a worker may know of the server's environment: nothing that could be a secret.
    static readonly string[] KeptVariables = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_HOST_PATH", "LD_LIBRARY_PATH"];

    readonly DuckDbEngineOptions _options;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly Process _process;
    readonly FrameStream _frames;
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile TaskCompletionSource<WorkerMessage>? _answer;
    volatile IProgress<EngineProgress>? _progress;
    volatile bool _stopping;
    int _statements;

    EngineWorker(DuckDbEngineOptions options, TimeProvider time, ILogger logger, Process process)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _process = process;
        ProcessId = process.Id;
        _frames = new FrameStream(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
    }

    internal int ProcessId { get; }

    /// <summary>Completes when the worker has prepared its first instance; fails when it dies before.</summary>
    internal Task Ready => _ready.Task;

    /// <summary>Completes when the process has ended.</summary>
    internal Task Exited => _exited.Task;

    /// <summary>Whether another statement may be given to it.</summary>
    internal bool IsFit =>
        !_exited.Task.IsCompleted && !_stopping && _statements < _options.StatementsPerWorker && ResidentBytes() <= _options.KeepBelowBytes;

    internal static EngineWorker Start(DuckDbEngineOptions options, TimeProvider time, ILogger logger)
    {
        var start = new ProcessStartInfo(options.WorkerFile, options.WorkerArguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in KeptVariables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        // A worker is one of several processes on the machine, and its managed heap only holds blocks on their way to a file.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        var worker = new EngineWorker(options, time, logger, Process.Start(start)!);
        EngineLog.WorkerStarted(logger, worker.ProcessId);
        new Thread(worker.Receive, 1 << 18) { IsBackground = true, Name = "worker answers" }.Start();
        new Thread(worker.Log, 1 << 18) { IsBackground = true, Name = "worker log" }.Start();
        return worker;
    }

    /// <summary>Runs one statement to its end, whatever happens.</summary>
    /// <exception cref="EngineException">The statement failed, exceeded a limit, or the process died.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal async Task<WorkerMessage.Done> RunAsync(
        WorkerMessage.Run request,
        EngineLimits limits,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = new TaskCompletionSource<WorkerMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _progress = progress;
        _answer = answer;
        _statements++;
        using var ended = new CancellationTokenSource();
        using var timeout = new CancellationTokenSource(limits.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var memory = WatchMemoryAsync(limits.MemoryBytes, ended.Token);
        try
        {
            if (_exited.Task.IsCompleted || !TryWrite(request))
            {
                await FailAsync(answer);
            }

            await using (stop.Token.Register(() => _ = StopAsync(answer.Task)))
            {
                var message = await answer.Task;
                cancellationToken.ThrowIfCancellationRequested();
                return message switch
                {
                    WorkerMessage.Done done => done,
                    WorkerMessage.Failed when timeout.IsCancellationRequested => throw TimedOut(limits),
                    WorkerMessage.Failed failed => throw new EngineException(failed.Name, failed.Code, failed.Type, failed.Message),
                    _ => throw new UnreachableException(),
                };
            }
        }
        catch (EngineException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (EngineException error) when (error.Name == Died)
        {
            await ended.CancelAsync();
            throw await memory ? EngineErrors.Named("EXCEEDED_LOCAL_MEMORY_LIMIT", MemoryMessage(limits))
            : timeout.IsCancellationRequested ? TimedOut(limits)
            : EngineErrors.Internal($"The worker process of this query ended unexpectedly (exit code {ExitCode})");
        }
        finally
        {
            await ended.CancelAsync();
            _answer = null;
            _progress = null;
        }
    }

    internal void Kill(string reason)
    {
        if (!_exited.Task.IsCompleted)
        {
            EngineLog.WorkerKilled(_logger, ProcessId, reason);
            KillProcess();
        }
    }

    /// <summary>Ends an idle worker. It ends by itself when its standard input ends; nobody waits for it.</summary>
    public void Dispose()
    {
        _stopping = true;
        KillProcess();
    }

    const string Died = "WORKER_DIED";

    int ExitCode => _process.HasExited ? _process.ExitCode : -1;

    void KillProcess()
    {
        try
        {
            _stopping = true;
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    static EngineException TimedOut(EngineLimits limits) =>
        EngineErrors.Named("EXCEEDED_TIME_LIMIT", $"Query exceeded the time limit of {limits.Timeout:g}");

    static string MemoryMessage(EngineLimits limits) => $"Query exceeded the memory limit of {limits.MemoryBytes >> 20} MiB";

    async Task StopAsync(Task answer)
    {
        TryWrite(new WorkerMessage.Interrupt());
        using var waited = new CancellationTokenSource();
        if (await Task.WhenAny(answer, Task.Delay(_options.StopGrace, _time, waited.Token)) != answer)
        {
            Kill("it did not stop when it was interrupted");
        }

        await waited.CancelAsync();
    }

    /// <summary>Kills the worker when it grows above its cap; true when it did.</summary>
    async Task<bool> WatchMemoryAsync(long capBytes, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.MemoryInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (ResidentBytes() > capBytes)
                {
                    Kill("it exceeded its memory limit");
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The statement has ended.
        }

        return false;
    }

    /// <summary>Resident memory as the kernel counts it; 0 when the process has ended, or where there is no /proc.</summary>
    internal long ResidentBytes()
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{ProcessId}/statm").Split(' ');
            return long.Parse(fields[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    bool TryWrite(WorkerMessage message)
    {
        try
        {
            _frames.Write(message);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    async Task FailAsync(TaskCompletionSource<WorkerMessage> answer)
    {
        await _exited.Task;
        answer.TrySetException(new EngineException(Died, 0, "", ""));
    }

    void Receive()
    {
        try
        {
            while (_frames.Read() is { } message)
            {
                switch (message)
                {
                    case WorkerMessage.Ready:
                        _ready.TrySetResult();
                        break;
                    case WorkerMessage.Progress now:
                        _progress?.Report(new EngineProgress(now.Percent, now.Rows, ResidentBytes()));
                        break;
                    default:
                        _answer?.TrySetResult(message);
                        break;
                }
            }
        }
        catch (IOException)
        {
            // The same as the end of the stream.
        }
        catch (InvalidDataException)
        {
            Kill("it sent what is not a frame");
        }

        _process.WaitForExit();
        if (!_stopping)
        {
            EngineLog.WorkerDied(_logger, ProcessId, _process.ExitCode);
        }

        var died = new EngineException(Died, 0, "", "");
        _exited.TrySetResult();
        _ready.TrySetException(died);
        _ = _ready.Task.Exception;
        _answer?.TrySetException(died);
        _frames.Dispose();
    }

    void Log()
    {
        try
        {
            while (_process.StandardError.ReadLine() is { } line)
            {
                EngineLog.WorkerSaid(_logger, ProcessId, line);
            }
        }
        catch (IOException)
        {
            // The process has ended.
        }
    }
}
