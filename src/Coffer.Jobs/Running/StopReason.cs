namespace Coffer.Jobs.Running;

/// <summary>Why a run was told to stop; each ends the job differently.</summary>
enum StopReason
{
    None,
    Kill,
    Timeout,
    ServerStops,
    LeaseLost,
}
