using System.Buffers;
using System.Text;
using Coffer.Database;
using Coffer.Storage;
using Coffer.Storage.Catalog;

namespace Coffer.Jobs.Queue;

/// <summary>Issues, shows and kills jobs.</summary>
public sealed class JobQueue(IDatabase database, TableCatalog catalog)
{
    /// <summary>Treasure Data's limit for a Presto query, in characters.</summary>
    public const int MaxQueryLength = 1_000_000;

    public async Task<IssueResult> IssueAsync(NewJob job, CancellationToken cancellationToken)
    {
        if (Problem(job) is { } problem)
            return new IssueResult.Refused(problem);
        var known =
            DatabaseName.TryParse(job.Database, out var name) && await catalog.FindDatabaseAsync(name, cancellationToken) is not null;
        if (!known)
            return new IssueResult.DatabaseNotFound();
        return await database.WriteAsync<IssueResult>(
            async tx =>
            {
                if (await JobStore.InsertAsync(tx, job) is { } id)
                    return new IssueResult.Created(id);
                var other = await JobStore.FindByDomainKeyAsync(tx, job.DomainKey!);
                return new IssueResult.DomainKeyTaken(other!.Id);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Ends a queued job at once and asks the run of a running one to stop; null when there is no such job.
    /// </summary>
    public Task<KillResult?> KillAsync(JobId id, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => JobStore.KillAsync(tx, id), cancellationToken);

    public Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        database.ReadAsync(tx => JobStore.FindAsync(tx, id), cancellationToken);

    public Task<JobStatus?> FindStatusAsync(JobId id, CancellationToken cancellationToken) =>
        database.ReadAsync(tx => JobStore.FindStatusAsync(tx, id), cancellationToken);

    public Task<JobStatus?> FindByDomainKeyAsync(string domainKey, CancellationToken cancellationToken) =>
        domainKey.Contains('\0', StringComparison.Ordinal)
            ? Task.FromResult<JobStatus?>(null)
            : database.ReadAsync(tx => JobStore.FindByDomainKeyAsync(tx, domainKey), cancellationToken);

    /// <summary>Newest first; without cmdout and stderr.</summary>
    public Task<List<Job>> ListAsync(JobFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(tx => JobStore.ListAsync(tx, filter), cancellationToken);

    public Task<JobCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(JobStore.CountAsync, cancellationToken);

    /// <summary>Completes with the job's status when it is final, or after <paramref name="atMost"/> with what it is then; null when there is no such job.</summary>
    public async Task<JobStatus?> WaitAsync(JobId id, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var finished = database.Wakeups.Subscribe(JobStore.FinishedChannel);
        var started = time.GetTimestamp();
        while (true)
        {
            var status = await FindStatusAsync(id, cancellationToken);
            var left = atMost - time.GetElapsedTime(started);
            if (status is null || status.State.IsFinal() || left <= TimeSpan.Zero)
                return status;
            await finished.WaitAsync(left < JobStore.PollInterval ? left : JobStore.PollInterval, cancellationToken);
        }
    }

    static string? Problem(NewJob job)
    {
        if (JobTypes.Refusal(job.Type) is { } refusal)
            return refusal;
        if (job.Priority is < -2 or > 2)
            return "priority must be between -2 and 2";
        if (job.RetryLimit is < 0 or > 32)
            return "retry_limit must be between 0 and 32";
        if (job.Query.Length > MaxQueryLength)
            return $"query is longer than {MaxQueryLength} characters";
        if (string.IsNullOrWhiteSpace(job.Query))
            return "query must not be empty";
        if (job.DomainKey is "")
            return "domain_key must not be empty";
        foreach (var text in new[] { job.Query, job.ResultUrl, job.DomainKey, job.PoolName, job.EngineVersion })
            if (text is not null && !IsStorable(text))
                return "a parameter contains U+0000 or half of a surrogate pair, which is not text";
        return null;
    }

    static bool IsStorable(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty; )
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
                return false;
            rest = rest[consumed..];
        }
        return true;
    }
}
