using System.Security.Cryptography;

namespace Coffer.Jobs;

/// <summary>How this server runs jobs.</summary>
public sealed record JobOptions
{
    /// <summary>Jobs that run at once; the rest wait in the queue, by priority. Default: the number of processors.</summary>
    public int MaxRunning { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a job stays with a server that gives no sign of life. Default 30 s; a heartbeat comes at every sixth of it.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time of one attempt; null is unlimited, the default.</summary>
    public TimeSpan? MaxRunTime { get; init; }

    /// <summary>Memory of one query, in bytes. Default 1 GiB.</summary>
    public long QueryMemoryBytes { get; init; } = 1L << 30;

    /// <summary>Threads of one query. Default: the number of processors.</summary>
    public int QueryThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Names this server process in its leases; new with every start.</summary>
    public string Owner { get; init; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    internal TimeSpan HeartbeatInterval => LeaseDuration / 6;
}
