namespace Coffer.Jobs.Running;

/// <summary>What a run learns when it prolongs its lease.</summary>
enum Heartbeat
{
    Continue,
    KillRequested,

    /// <summary>The job is somebody else's or has ended: stop and write nothing.</summary>
    LeaseLost,
}
