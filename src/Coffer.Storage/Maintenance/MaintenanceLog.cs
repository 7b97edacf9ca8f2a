using Microsoft.Extensions.Logging;

namespace Coffer.Storage.Maintenance;

static partial class MaintenanceLog
{
    [LoggerMessage(3001, LogLevel.Debug, "Compaction merged {Files} files away")]
    public static partial void Compacted(ILogger logger, int files);

    [LoggerMessage(3002, LogLevel.Information, "Retention removed {Files} data files and {Orphans} orphans")]
    public static partial void Tidied(ILogger logger, int files, int orphans);

    [LoggerMessage(3003, LogLevel.Error, "Maintenance of table data failed; it is tried again later")]
    public static partial void Failed(ILogger logger, Exception exception);
}
