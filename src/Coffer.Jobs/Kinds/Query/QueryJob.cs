using System.Globalization;
using Coffer.Database;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Results;
using Coffer.Jobs.Running;
using Coffer.Query;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>Jobs of type trino and presto: the statements of the text, one after the other, each against the catalogue as it is when its turn comes.</summary>
public sealed class QueryJob(
    TableCatalog catalog,
    TableSnapshots snapshots,
    TableScan scan,
    TableCommits commits,
    StagingFolder staging,
    JobResults results,
    IQueryEngine engine,
    JobOptions options
) : IJobKind
{
    readonly StatementPreparer _preparer = new(catalog, snapshots, scan);

    public bool Runs(string type) => JobTypes.IsQuery(type);

    public async Task<JobOutcome> RunAsync(RunningJob running, CancellationToken cancellationToken)
    {
        var job = running.Job;
        try
        {
            Begin(running);
            await using var run = new QueryRun(running, _preparer, catalog, commits, staging, results, engine, options);
            var result = await run.RunAsync(cancellationToken);
            running.Log.Write($"finished: {result.Rows.ToString(CultureInfo.InvariantCulture)} rows");
            return new JobOutcome.Succeeded(result);
        }
        catch (QueryFailedException failed)
        {
            return await FailAsync(job, failed.Message, cancellationToken);
        }
        catch (EngineException failed) when (failed.Type is "INTERNAL_ERROR" or "EXTERNAL")
        {
            return new JobOutcome.Broken($"Query {job.Id} failed: {failed.Message} ({failed.Name})");
        }
        catch (EngineException failed)
        {
            return await FailAsync(job, failed.Message, cancellationToken);
        }
    }

    async Task<JobOutcome> FailAsync(Job job, string message, CancellationToken cancellationToken)
    {
        await results.TidyAsync(job.Id, keep: null, cancellationToken);
        return new JobOutcome.Failed($"Query {job.Id} failed: {message}");
    }

    static void Begin(RunningJob running)
    {
        var job = running.Job;
        var started = UnixMicroseconds.ToTime(job.StartedAt!.Value);
        running.Log.Write($"started at {started.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}");
        if (job.StepsDone > 0)
            running.Log.Write($"going on behind statement {job.StepsDone}, which is committed");
        if (job.PoolName is { Length: > 0 } pool)
            running.Log.Write($"warning: there is no pool '{pool}'; the job runs in the default pool");
        if (job.EngineVersion is { Length: > 0 } version)
            running.Log.Write($"warning: engine_version '{version}' is kept, but there is one engine version here");
    }
}
