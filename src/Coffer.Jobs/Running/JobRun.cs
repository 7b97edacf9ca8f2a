using System.Diagnostics;
using Coffer.Database;
using Microsoft.Extensions.Logging;

namespace Coffer.Jobs.Running;

/// <summary>
/// One attempt of a leased job: carries it out, prolongs the lease meanwhile, stops it when told to, and writes how it ended under that lease.
/// </summary>
sealed class JobRun : IDisposable
{
    readonly IDatabase _database;
    readonly IJobKind _kind;
    readonly JobOptions _options;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly RunningJob _running;
    readonly CancellationTokenSource _stop = new();
    int _reason;

    public JobRun(IDatabase database, IJobKind kind, JobOptions options, TimeProvider time, ILogger logger, Job job, JobLease lease)
    {
        _database = database;
        _kind = kind;
        _options = options;
        _time = time;
        _logger = logger;
        _running = new RunningJob(database, job, lease);
    }

    public JobLease Lease => _running.Lease;

    public JobId Id => _running.Job.Id;

    /// <summary>Runs to the end; never throws for anything that the job or its kind does.</summary>
    public async Task RunAsync(CancellationToken serverStops)
    {
        using var scope = LogMessages.JobScope(_logger, Id.Value, _running.Lease.Number);
        using var stopping = serverStops.Register(() => Stop(StopReason.ServerStops));
        using var timeout = _options.MaxRunTime is { } limit
            ? _time.CreateTimer(_ => Stop(StopReason.Timeout), null, limit, Timeout.InfiniteTimeSpan)
            : null;
        using var heartbeatEnds = new CancellationTokenSource();
        var started = _time.GetTimestamp();
        var heartbeat = HeartbeatAsync(heartbeatEnds.Token);
        LogMessages.JobStarted(_logger, Id.Value, _running.Job.Type);
        var ending = await AttemptAsync();
        await heartbeatEnds.CancelAsync();
        await heartbeat;
        await WriteEndingAsync(ending, _time.GetElapsedTime(started));
    }

    public void Stop(StopReason reason)
    {
        // The first reason stands: a kill that meets a shutdown stays a kill, since the row says so too.
        Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None);
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended by itself in this moment.
        }
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>What the attempt came to: an outcome, or the event that happened instead of one.</summary>
    async Task<Ending> AttemptAsync()
    {
        try
        {
            return new Ending(await _kind.RunAsync(_running, _stop.Token), null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new Ending(null, null);
        }
        catch (StaleLeaseException)
        {
            Stop(StopReason.LeaseLost);
            return new Ending(null, null);
        }
        catch (Exception exception)
        {
            LogMessages.AttemptFailed(_logger, exception, Id.Value);
            return new Ending(null, exception);
        }
    }

    async Task WriteEndingAsync(Ending ending, TimeSpan elapsed)
    {
        if ((StopReason)_reason == StopReason.LeaseLost)
        {
            LogMessages.LeaseLost(_logger, Id.Value);
            return;
        }
        if (ending.Outcome is JobOutcome.Failed failed)
            _running.Log.WriteError(failed.StdErr);
        else if (ending.Outcome is JobOutcome.Broken broken)
            _running.Log.WriteError(broken.StdErr);
        else if (ending.Exception is not null)
            _running.Log.WriteError(
                $"Query {Id} failed: the server could not run it, which is not the query's fault; the server's log says why."
            );
        else if (ending.Outcome is null && (StopReason)_reason == StopReason.Timeout)
            _running.Log.WriteError($"Query {Id} failed: Query exceeded the maximum run time of {_options.MaxRunTime}");
        var texts = _running.Log.TakeChanged();
        var change = await WriteUntilDoneAsync(ending, texts);
        if (change is null)
        {
            LogMessages.LeaseLost(_logger, Id.Value);
            return;
        }
        LogMessages.JobEnded(_logger, Id.Value, change.To, elapsed.TotalMilliseconds);
        JobMetrics.Ended(_running.Job, change, elapsed);
    }

    /// <summary>
    /// The database may be away for a moment; without its answer the job would be run again by the rescuer. Tries for as long as the lease can still be ours.
    /// </summary>
    async Task<JobChange?> WriteUntilDoneAsync(Ending ending, (string CmdOut, string StdErr)? texts)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await _database.WriteAsync(tx => EndAsync(tx, ending, texts), CancellationToken.None);
            }
            catch (Exception exception) when (_time.GetElapsedTime(started) < _options.LeaseDuration)
            {
                LogMessages.EndingNotWritten(_logger, exception, Id.Value);
                await Task.Delay(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
            }
        }
    }

    async Task<JobChange?> EndAsync(ITransaction transaction, Ending ending, (string CmdOut, string StdErr)? texts)
    {
        if (await JobStore.FindAsync(transaction, Id) is not { State: JobState.Running } job)
            return null;
        var change = Decide(job, ending, await transaction.NowAsync()) with { CmdOut = texts?.CmdOut, StdErr = texts?.StdErr };
        return await JobStore.ApplyAsync(transaction, _running.Lease, change) ? change : null;
    }

    JobChange Decide(Job job, Ending ending, long now)
    {
        var change = ending.Outcome switch
        {
            JobOutcome.Succeeded succeeded => JobDecision.Decide(job.State, JobEvent.Succeed, now)! with { Result = succeeded.Result },
            JobOutcome.Failed => JobDecision.Decide(job.State, JobEvent.Fail, now)!,
            // Whatever would put it back into the queue must not outlive a kill.
            _ when job.KillRequested || (StopReason)_reason == StopReason.Kill => JobDecision.Decide(job.State, JobEvent.Kill, now)!,
            _ when ending.Exception is not null || ending.Outcome is JobOutcome.Broken => JobDecision.AfterFailure(job, now),
            _ => (StopReason)_reason switch
            {
                StopReason.ServerStops => JobDecision.Decide(job.State, JobEvent.HandBack, now)!,
                StopReason.Timeout => JobDecision.Decide(job.State, JobEvent.Fail, now)!,
                _ => throw new UnreachableException("A run stopped without a reason."),
            },
        };
        return change with { CpuTime = ending.Outcome?.CpuTime };
    }

    async Task HeartbeatAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(_options.HeartbeatInterval, _time, cancellationToken);
                await BeatAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The next one may succeed before the lease expires; if none does, the rescuer takes over and our writes fail.
                LogMessages.HeartbeatFailed(_logger, exception, Id.Value);
            }
        }
    }

    async Task BeatAsync(CancellationToken cancellationToken)
    {
        var texts = _running.Log.TakeChanged();
        try
        {
            var answer = await _database.WriteAsync(
                tx => JobStore.HeartbeatAsync(tx, _running.Lease, _options.LeaseDuration, _running.Progress, texts?.CmdOut, texts?.StdErr),
                cancellationToken
            );
            if (answer == Heartbeat.KillRequested)
                Stop(StopReason.Kill);
            else if (answer == Heartbeat.LeaseLost)
                Stop(StopReason.LeaseLost);
        }
        catch when (texts is not null)
        {
            _running.Log.MarkChanged();
            throw;
        }
    }

    sealed record Ending(JobOutcome? Outcome, Exception? Exception);
}
