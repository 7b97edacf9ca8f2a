namespace Coffer.Api;

/// <summary>What the surfaces tell about the server that they run in.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="StartedAt">When this process started.</param>
/// <param name="CreatedAt">When the data directory was made: the birthday of its account.</param>
public sealed record ServerFacts(string Version, DateTimeOffset StartedAt, DateTimeOffset CreatedAt);
