namespace Coffer.Storage.Commits;

/// <summary>The outcome and the version that the commit made (of a conflict: the version that is in the way).</summary>
public sealed record CommitResult(CommitOutcome Outcome, TableVersion Version);
