namespace Coffer.Client;

/// <summary>One committed state of a table.</summary>
/// <param name="CommittedAt">ISO 8601, UTC.</param>
/// <param name="Operation">What made it: create, append, replace, rewrite, restore.</param>
/// <param name="JobId">The job that made it, if any.</param>
public sealed record TableVersionInfo(long Version, string CommittedAt, string Operation, long Records, long Files, string? JobId);
