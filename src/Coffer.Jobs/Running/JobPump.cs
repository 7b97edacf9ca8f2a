using System.Collections.Concurrent;
using Coffer.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coffer.Jobs.Running;

/// <summary>
/// Leases queued jobs, highest priority first, and runs as many at once as the options allow. Wake-ups drive it; the poll is there for lost ones. When the
/// server stops it leases no more, and the running jobs go back to the queue.
/// </summary>
public sealed class JobPump(IDatabase database, IEnumerable<IJobKind> kinds, JobOptions options, TimeProvider time, ILogger<JobPump> logger)
    : BackgroundService
{
    readonly ConcurrentDictionary<JobLease, JobRun> _runs = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.MaxRunning);
        var killing = KillLoopAsync(stoppingToken);
        await LeaseLoopAsync(slots, stoppingToken);
        await killing;
        // A run gives its slot back when it has ended: all slots mean no runs.
        for (var i = 0; i < options.MaxRunning; i++)
            await slots.WaitAsync(CancellationToken.None);
    }

    async Task LeaseLoopAsync(SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        using var queued = database.Wakeups.Subscribe(JobStore.QueuedChannel);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await slots.WaitAsync(stoppingToken);
                if (!await TryStartOneAsync(slots, stoppingToken))
                    await queued.WaitAsync(await UntilNextAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                await PauseAfterAsync(exception, stoppingToken);
            }
        }
    }

    /// <summary>Starts the next job in the slot that the caller took; without a job the slot is free again.</summary>
    async Task<bool> TryStartOneAsync(SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        var started = false;
        try
        {
            // Not cancelled on the way: a lease that was committed must be seen, or the job would wait for its expiry.
            var next = await database.WriteAsync(
                tx => JobStore.LeaseNextAsync(tx, options.Owner, options.LeaseDuration),
                CancellationToken.None
            );
            if (next is not { } leased)
                return false;
            JobMetrics.Leased(leased.Job);
            var kind = kinds.First(k => k.Runs(leased.Job.Type));
            var run = new JobRun(database, kind, options, time, logger, leased.Job, leased.Lease);
            _runs[run.Lease] = run;
            _ = Task.Run(() => RunOneAsync(run, slots, stoppingToken), CancellationToken.None);
            return started = true;
        }
        finally
        {
            if (!started)
                slots.Release();
        }
    }

    async Task RunOneAsync(JobRun run, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        try
        {
            await run.RunAsync(stoppingToken);
        }
        catch (Exception exception)
        {
            LogMessages.RunFailed(logger, exception, run.Id.Value);
        }
        finally
        {
            _runs.TryRemove(run.Lease, out _);
            run.Dispose();
            slots.Release();
        }
    }

    async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var (next, now) = await database.ReadAsync(
            async tx => (await JobStore.NextAvailableAsync(tx), await tx.NowAsync()),
            cancellationToken
        );
        if (next is not { } at)
            return JobStore.PollInterval;
        var wait = TimeSpan.FromMicroseconds(Math.Max(1000, at - now));
        return wait < JobStore.PollInterval ? wait : JobStore.PollInterval;
    }

    async Task KillLoopAsync(CancellationToken stoppingToken)
    {
        using var kills = database.Wakeups.Subscribe(JobStore.KillChannel);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await kills.WaitAsync(JobStore.PollInterval, stoppingToken);
                if (_runs.IsEmpty)
                    continue;
                var killed = await database.ReadAsync(JobStore.ListKillRequestedAsync, stoppingToken);
                foreach (var run in _runs.Values.Where(r => killed.Contains(r.Id)))
                    run.Stop(StopReason.Kill);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                await PauseAfterAsync(exception, stoppingToken);
            }
        }
    }

    async Task PauseAfterAsync(Exception exception, CancellationToken stoppingToken)
    {
        LogMessages.LoopFailed(logger, exception);
        await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
