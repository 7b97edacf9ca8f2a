using Coffer.Database;

namespace Coffer.Server;

/// <summary>Log messages of the server process. Ids 7000 to 7099.</summary>
static partial class ServerLog
{
    [LoggerMessage(7000, LogLevel.Information, "Coffer {Version} answers at {Address}; data in {Directory}, metadata in {Database}")]
    public static partial void Started(ILogger logger, string version, Uri address, string directory, DatabaseKind database);
}
