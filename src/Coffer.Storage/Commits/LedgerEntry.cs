namespace Coffer.Storage.Commits;

/// <summary>What an upload under a unique id was answered with.</summary>
sealed record LedgerEntry(string Md5, long Records);
