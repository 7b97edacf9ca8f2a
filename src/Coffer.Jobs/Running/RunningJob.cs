using Coffer.Database;

namespace Coffer.Jobs.Running;

/// <summary>One attempt of a job, as its kind sees it.</summary>
public sealed class RunningJob
{
    readonly IDatabase _database;

    internal RunningJob(IDatabase database, Job job, JobLease lease)
    {
        _database = database;
        Job = job;
        Lease = lease;
        Log = new JobLog(job.CmdOut, job.StdErr);
    }

    /// <summary>The job as it was when the attempt began: StepsDone says where to go on.</summary>
    public Job Job { get; }

    public JobLease Lease { get; }

    public JobLog Log { get; }

    /// <summary>0 to 100, of the statement that runs; shown with the next heartbeat.</summary>
    public int Progress { get; set; }

    /// <summary>
    /// To be called inside the transaction that commits what a statement did: records with it that so many statements are done and what the result is so far.
    /// Commit and record stand or fall together, so a repeated attempt does nothing twice, and a run that lost its lease commits nothing.
    /// </summary>
    /// <exception cref="StaleLeaseException">The job is no longer ours; the transaction must roll back.</exception>
    public async Task RecordStepAsync(ITransaction transaction, int stepsDone, JobResult? result)
    {
        if (!await JobStore.StepDoneAsync(transaction, Lease, stepsDone, result))
            throw new StaleLeaseException(Lease);
    }

    /// <summary>As above, for a statement that committed nothing else.</summary>
    public Task RecordStepAsync(int stepsDone, JobResult? result, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async tx =>
            {
                await RecordStepAsync(tx, stepsDone, result);
                return true;
            },
            cancellationToken
        );
}
