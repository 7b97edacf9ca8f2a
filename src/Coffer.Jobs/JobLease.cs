namespace Coffer.Jobs;

/// <summary>
/// The right to work on a job until it expires. Each lease of a job has a higher number; a write under an older number changes nothing.
/// </summary>
public readonly record struct JobLease(JobId Job, long Number);
