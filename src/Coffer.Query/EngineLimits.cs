namespace Coffer.Query;

/// <summary>What one job may use.</summary>
public sealed record EngineLimits
{
    /// <summary>Most resident bytes of the worker process; above, it is killed. DuckDB itself is given four fifths. At least 64 MiB.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Threads that DuckDB computes with.</summary>
    public required int Threads { get; init; }

    /// <summary>Longest time of one statement; null is unlimited.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Most bytes that DuckDB may spill to disk.</summary>
    public long SpillBytes { get; init; } = 20L << 30;
}
