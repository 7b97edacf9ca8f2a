using Coffer.Accounts;

namespace Coffer.Jobs;

/// <summary>What a caller asks to be run.</summary>
public sealed record NewJob
{
    /// <summary>As the client wrote it (presto, trino, hive …); it is echoed.</summary>
    public required string Type { get; init; }

    public required string Database { get; init; }

    public required string Query { get; init; }

    public required UserId User { get; init; }

    public required string UserName { get; init; }

    /// <summary>-2 (very low) to 2 (very high).</summary>
    public int Priority { get; init; }

    /// <summary>0 to 32 further attempts after a failure that is not the query's fault.</summary>
    public int RetryLimit { get; init; }

    /// <summary>Where the result is to be written; empty for nowhere.</summary>
    public string ResultUrl { get; init; } = "";

    /// <summary>The client's idempotency key, unique over all jobs for as long as the job exists.</summary>
    public string? DomainKey { get; init; }

    public string? PoolName { get; init; }

    public string? EngineVersion { get; init; }

    /// <summary>The answer of TD_SCHEDULED_TIME() in Unix seconds; null for the time of issue.</summary>
    public long? ScheduledTime { get; init; }
}
