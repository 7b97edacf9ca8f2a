namespace Coffer.Jobs.Running;

/// <summary>How jobs of some types are carried out. One object serves all jobs.</summary>
public interface IJobKind
{
    /// <summary>Whether this kind carries out jobs of the type.</summary>
    bool Runs(string type);

    /// <summary>
    /// Carries out one attempt. What is the query's fault is an outcome; any exception is the environment's fault and may be retried. Cancellation must end
    /// the work before it is thrown on.
    /// </summary>
    Task<JobOutcome> RunAsync(RunningJob running, CancellationToken cancellationToken);
}
