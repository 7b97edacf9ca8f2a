namespace Coffer.Api.Own;

/// <summary>The server and what it is doing.</summary>
/// <param name="StartedAt">ISO 8601, UTC.</param>
/// <param name="Database">sqlite or postgres.</param>
public sealed record InfoReply(string Version, string StartedAt, string Database, long JobsQueued, long JobsRunning);
