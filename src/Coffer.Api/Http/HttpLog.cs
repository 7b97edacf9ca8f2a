using Microsoft.Extensions.Logging;

namespace Coffer.Api.Http;

/// <summary>Log messages of the HTTP surfaces. Ids 6000 to 6099.</summary>
static partial class HttpLog
{
    [LoggerMessage(6000, LogLevel.Error, "{Method} {Path} failed (trace {Trace})")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path, string trace);

    [LoggerMessage(6001, LogLevel.Debug, "{Method} {Path}: the client went away")]
    public static partial void ClientWentAway(ILogger logger, string method, string path);
}
