using Microsoft.Extensions.Logging;

namespace Coffer.Database;

static partial class LogMessages
{
    [LoggerMessage(
        EventId = 1001,
        Level = LogLevel.Warning,
        Message = "The connection that listens for wake-ups was lost; polling until it is back."
    )]
    public static partial void ListenerLost(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Applied schema migration {Version} {Name}.")]
    public static partial void MigrationApplied(ILogger logger, int version, string name);
}
