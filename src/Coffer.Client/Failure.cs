namespace Coffer.Client;

sealed record Failure(string? Message, string? Detail);
