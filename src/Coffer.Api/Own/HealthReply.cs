namespace Coffer.Api.Own;

/// <param name="Status">ok or stopping.</param>
sealed record HealthReply(string Status);
