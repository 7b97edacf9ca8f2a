namespace Coffer.Api.TreasureData.Jobs;

/// <param name="Count">The number of jobs in this answer.</param>
/// <param name="From">Echo of the request, null when not given.</param>
/// <param name="To">Echo of the request, null when not given.</param>
sealed record JobListReply(int Count, long? From, long? To, IReadOnlyList<JobItem> Jobs);
