namespace Coffer.Jobs;

/// <summary>Somebody else holds the job by now: whatever was about to be committed must not be.</summary>
public sealed class StaleLeaseException(JobLease lease) : Exception($"Job {lease.Job} is no longer held under lease {lease.Number}.");
