namespace Coffer.Client;

sealed record JobList(IReadOnlyList<JobInfo> Jobs);
