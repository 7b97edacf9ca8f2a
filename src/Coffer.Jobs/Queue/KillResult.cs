namespace Coffer.Jobs.Queue;

/// <summary>The answer to a kill: the state in which the job was found. A finished job stays as it is.</summary>
public sealed record KillResult(JobId Job, JobState FormerState);
