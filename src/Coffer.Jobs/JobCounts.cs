namespace Coffer.Jobs;

/// <summary>How many jobs wait and run now.</summary>
public readonly record struct JobCounts(long Queued, long Running);
