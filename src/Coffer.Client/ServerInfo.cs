namespace Coffer.Client;

/// <param name="StartedAt">ISO 8601, UTC.</param>
/// <param name="Database">sqlite or postgres.</param>
public sealed record ServerInfo(string Version, string StartedAt, string Database, long JobsQueued, long JobsRunning);
