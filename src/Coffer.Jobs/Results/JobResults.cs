using Coffer.Files;

namespace Coffer.Jobs.Results;

/// <summary>
/// Where results of jobs are kept: <c>results/BUCKET/JOB-ATTEMPT-STATEMENT.msgpack.gz</c> in the file store, a thousand jobs in a bucket: a new folder for
/// each would cost every job two more flushes to the disk.
/// </summary>
public sealed class JobResults(IFileStore files)
{
    /// <summary>The result of a job without rows (DDL): a gzip member of nothing.</summary>
    internal static readonly byte[] EmptyGzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    internal static JobResult Empty { get; } = new(null, EmptyGzip.Length, 0, null);

    /// <summary>The result of a job that succeeded; null for every other job.</summary>
    public JobResultFile? Find(Job job)
    {
        if (job is not { State: JobState.Success, ResultSize: { } size })
            return null;
        FilePath? path = job.ResultPath is { } text ? FilePath.Parse(text) : null;
        return new JobResultFile(files, path, size, $"\"{path?.Value.Split('/')[^1].Split('.')[0] ?? $"{job.Id}-empty"}-{size}\"");
    }

    /// <summary>Publishes a finished local file as the result of one statement.</summary>
    internal async Task<string> PublishAsync(JobLease lease, int statement, string localFile, CancellationToken cancellationToken)
    {
        var path = Bucket(lease.Job).Append($"{lease.Job}-{lease.Number}-{statement}.msgpack.gz");
        await files.AdoptAsync(localFile, path, cancellationToken);
        return path.Value;
    }

    /// <summary>Removes what earlier statements and attempts published; the job's own result stays.</summary>
    internal async Task TidyAsync(JobId job, string? keep, CancellationToken cancellationToken)
    {
        var own = $"{Bucket(job)}/{job}-";
        await foreach (var file in files.ListAsync(Bucket(job), cancellationToken))
            if (file.Path.Value.StartsWith(own, StringComparison.Ordinal) && file.Path.Value != keep)
                await files.DeleteAsync(file.Path, cancellationToken);
    }

    static FilePath Bucket(JobId job) => FilePath.Parse($"results/{job.Value / 1000}");
}
