using Coffer.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coffer.Jobs.Running;

/// <summary>
/// Moves on the jobs of servers that died: their leases expire. On SQLite there is one server for a data directory, so at its start every lease of an earlier
/// process is dead and its jobs go back to the queue at once.
/// </summary>
public sealed class JobRescuer(IDatabase database, JobOptions options, TimeProvider time, ILogger<JobRescuer> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Kind == DatabaseKind.Sqlite)
            await RescueAsync(options.Owner, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One sweep; returns how many jobs were moved on.</summary>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) => RescueAsync(null, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.HeartbeatInterval, time, stoppingToken);
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogMessages.LoopFailed(logger, exception);
            }
        }
    }

    async Task<int> RescueAsync(string? onlyOwner, CancellationToken cancellationToken)
    {
        var moved = await database.WriteAsync(tx => JobStore.RescueAsync(tx, onlyOwner), cancellationToken);
        foreach (var (job, state) in moved)
            LogMessages.JobRescued(logger, job.Value, state);
        return moved.Count;
    }
}
