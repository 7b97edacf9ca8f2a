using Microsoft.Extensions.Logging;

namespace Coffer.Jobs;

static partial class LogMessages
{
    /// <summary>Puts the job's id and lease on every message of its run.</summary>
    public static readonly Func<ILogger, long, long, IDisposable?> JobScope = LoggerMessage.DefineScope<long, long>(
        "job {JobId} lease {Lease}"
    );

    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Job {JobId} ({Type}) started.")]
    public static partial void JobStarted(ILogger logger, long jobId, string type);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "Job {JobId} ended as {State} after {Milliseconds:F0} ms.")]
    public static partial void JobEnded(ILogger logger, long jobId, JobState state, double milliseconds);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "An attempt of job {JobId} failed by no fault of the query.")]
    public static partial void AttemptFailed(ILogger logger, Exception exception, long jobId);

    [LoggerMessage(
        EventId = 3004,
        Level = LogLevel.Warning,
        Message = "The lease of job {JobId} was lost; what this attempt did is discarded."
    )]
    public static partial void LeaseLost(ILogger logger, long jobId);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "The end of job {JobId} could not be written yet.")]
    public static partial void EndingNotWritten(ILogger logger, Exception exception, long jobId);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Warning, Message = "A heartbeat of job {JobId} failed.")]
    public static partial void HeartbeatFailed(ILogger logger, Exception exception, long jobId);

    [LoggerMessage(EventId = 3007, Level = LogLevel.Warning, Message = "The server that ran job {JobId} died; the job is {State} now.")]
    public static partial void JobRescued(ILogger logger, long jobId, JobState state);

    [LoggerMessage(EventId = 3008, Level = LogLevel.Error, Message = "The run of job {JobId} broke; its lease will expire.")]
    public static partial void RunFailed(ILogger logger, Exception exception, long jobId);

    [LoggerMessage(EventId = 3009, Level = LogLevel.Error, Message = "The job loop failed and goes on.")]
    public static partial void LoopFailed(ILogger logger, Exception exception);
}
