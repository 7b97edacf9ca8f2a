namespace Coffer.Jobs.Queue;

/// <summary>The answer to <see cref="JobQueue.IssueAsync"/>.</summary>
public abstract record IssueResult
{
    IssueResult() { }

    public sealed record Created(JobId Job) : IssueResult;

    /// <summary>Another job, named here, was issued with this domain key.</summary>
    public sealed record DomainKeyTaken(JobId ConflictsWith) : IssueResult;

    public sealed record DatabaseNotFound : IssueResult;

    /// <summary>The job cannot be run as asked; the message says why and what to do.</summary>
    public sealed record Refused(string Message) : IssueResult;
}
