namespace Coffer.Jobs;

/// <summary>Where a job is in its life. The numbers are stored and never change.</summary>
public enum JobState
{
    /// <summary>Waits for a free slot; the pump moves it on.</summary>
    Queued = 0,

    /// <summary>Known to clients (treasure-data/td-client-ruby lib/td/client/model.rb); Coffer's workers are started beforehand, so no job stays in it.</summary>
    Booting = 1,

    /// <summary>Held under a lease by a server; its run, or the rescuer after a crash, moves it on.</summary>
    Running = 2,

    /// <summary>Final.</summary>
    Success = 3,

    /// <summary>Final.</summary>
    Error = 4,

    /// <summary>Final.</summary>
    Killed = 5,
}
