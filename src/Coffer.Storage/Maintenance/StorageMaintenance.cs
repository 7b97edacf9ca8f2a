using Coffer.Database;
using Coffer.Storage.Commits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Coffer.Storage.Maintenance;

/// <summary>The background loop: compaction soon after commits, retention and the orphan sweeper at every interval.</summary>
public sealed class StorageMaintenance(
    IDatabase database,
    Compaction compaction,
    Retention retention,
    OrphanSweeper sweeper,
    StorageOptions options,
    TimeProvider time,
    ILogger<StorageMaintenance> logger
) : BackgroundService
{
    /// <summary>Commits come in crowds; one look serves all of them.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wakeup = database.Wakeups.Subscribe(TableCommits.Channel);
        var tidied = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wakeup.WaitAsync(options.MaintenanceInterval, stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
                var merged = await compaction.RunOnceAsync(stoppingToken);
                if (merged > 0)
                    MaintenanceLog.Compacted(logger, merged);
                if (time.GetUtcNow() - tidied < options.MaintenanceInterval)
                    continue;
                tidied = time.GetUtcNow();
                var removed = await retention.RunOnceAsync(stoppingToken);
                var orphans = await sweeper.RunOnceAsync(stoppingToken);
                if (removed + orphans > 0)
                    MaintenanceLog.Tidied(logger, removed, orphans);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A boundary: whatever fails here must not end the loop; the pause above keeps a lasting failure from spinning.
                MaintenanceLog.Failed(logger, e);
            }
        }
    }
}
