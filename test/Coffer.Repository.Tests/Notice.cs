namespace Coffer.Repository.Tests;

/// <summary>One shipped package.</summary>
sealed record Notice(string Id, string Version, string License, string Authors);
