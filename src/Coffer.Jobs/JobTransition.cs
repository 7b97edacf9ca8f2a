namespace Coffer.Jobs;

/// <summary>One row of <see cref="JobTransitions"/>.</summary>
public sealed record JobTransition(JobEvent Event, IReadOnlyList<JobState> From, JobState To);
