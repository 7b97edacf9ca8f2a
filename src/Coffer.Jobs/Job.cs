using Coffer.Accounts;

namespace Coffer.Jobs;

/// <summary>A job as it is stored.</summary>
public sealed record Job : JobStatus
{
    public required string Type { get; init; }

    public required string Database { get; init; }

    public required string Query { get; init; }

    public required UserId User { get; init; }

    public required string UserName { get; init; }

    public required int Priority { get; init; }

    public required int RetryLimit { get; init; }

    public required string ResultUrl { get; init; }

    public required string? DomainKey { get; init; }

    public required string? PoolName { get; init; }

    public required string? EngineVersion { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long? ScheduledTime { get; init; }

    /// <summary>Somebody asked to kill it and its run has not ended yet.</summary>
    public required bool KillRequested { get; init; }

    /// <summary>Attempts that failed by the environment's fault.</summary>
    public required int Failures { get; init; }

    /// <summary>Attempts whose server died.</summary>
    public required int Losses { get; init; }

    /// <summary>Statements of the query that are committed.</summary>
    public required int StepsDone { get; init; }

    /// <summary>The result in the file store; null before success.</summary>
    public required string? ResultPath { get; init; }

    /// <summary>JSON text <c>[["column","type"],…]</c>.</summary>
    public required string? ResultSchema { get; init; }

    public required JobId? LinkedResultExportJob { get; init; }

    public required JobId? ResultExportTargetJob { get; init; }

    /// <summary>What the run has to tell; empty in listings.</summary>
    public required string CmdOut { get; init; }

    /// <summary>Why the run failed; empty in listings.</summary>
    public required string StdErr { get; init; }
}
