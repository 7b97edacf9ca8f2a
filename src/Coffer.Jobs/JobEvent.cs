namespace Coffer.Jobs;

/// <summary>What can happen to a job.</summary>
public enum JobEvent
{
    /// <summary>A server takes it under a lease.</summary>
    Lease,

    /// <summary>The server stops and gives it back untouched.</summary>
    HandBack,

    /// <summary>The attempt failed by the environment's fault and retry_limit allows another one.</summary>
    Retry,

    /// <summary>The lease expired because its server died, and the job may run again.</summary>
    Rescue,

    /// <summary>The lease expired once too often.</summary>
    Lose,

    /// <summary>The run ended well.</summary>
    Succeed,

    /// <summary>The run ended with an error.</summary>
    Fail,

    /// <summary>Somebody asked for its end.</summary>
    Kill,
}
