namespace Coffer.Storage.Commits;

/// <summary>
/// Who makes a commit and for which statement. A table takes one commit per tag: the second is answered like the first and changes nothing, so a job
/// that is run again after a crash does not add its rows twice.
/// </summary>
public readonly record struct CommitTag(string Value)
{
    /// <summary>
    /// The commit of one statement of a job. The attempt is left out on purpose: it is the next attempt that must find the commit of the one before.
    /// </summary>
    public static CommitTag ForJob(long job, int statement) => new($"job/{job}/{statement}");

    /// <summary>The commit of one step of a workflow task.</summary>
    public static CommitTag ForTask(long task, string step) => new($"task/{task}/{step}");

    public override string ToString() => Value;
}
