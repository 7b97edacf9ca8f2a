namespace Coffer.Client;

/// <summary>What a job printed.</summary>
public sealed record JobOutput(string? Cmdout, string? Stderr);
