using Microsoft.Extensions.Logging;

namespace Coffer.Query.DuckDb;

static partial class EngineLog
{
    [LoggerMessage(3001, LogLevel.Debug, "Worker {ProcessId} started")]
    internal static partial void WorkerStarted(ILogger logger, int processId);

    [LoggerMessage(3002, LogLevel.Warning, "Worker {ProcessId} ended unexpectedly with exit code {ExitCode}")]
    internal static partial void WorkerDied(ILogger logger, int processId, int exitCode);

    [LoggerMessage(3003, LogLevel.Warning, "Worker {ProcessId} killed: {Reason}")]
    internal static partial void WorkerKilled(ILogger logger, int processId, string reason);

    [LoggerMessage(3004, LogLevel.Information, "Worker {ProcessId}: {Line}")]
    internal static partial void WorkerSaid(ILogger logger, int processId, string line);

    [LoggerMessage(3005, LogLevel.Error, "A worker could not be started")]
    internal static partial void WorkerNotStarted(ILogger logger, Exception exception);
}
