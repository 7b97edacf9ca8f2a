namespace Coffer.Storage;

/// <summary>How long data is kept and when it is tidied.</summary>
public sealed record StorageOptions
{
    /// <summary>How long replaced, deleted and dropped data can be restored, and the longest that a query may read its snapshot.</summary>
    public TimeSpan VersionRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long an upload's unique id is remembered. Clients retry for hours.</summary>
    public TimeSpan ImportLedgerRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long a commit's tag is remembered; longer than any job is retried.</summary>
    public TimeSpan CommitTagRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A published file that no commit has registered is an orphan after this time. A commit that takes longer than half of it gives up.</summary>
    public TimeSpan OrphanAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Compaction starts when a table has so many files of about the same small size.</summary>
    public int CompactionFiles { get; init; } = 8;

    /// <summary>Files of at least so many bytes are left alone by compaction; it writes files up to about four times that.</summary>
    public long CompactionBytes { get; init; } = 64L << 20;

    /// <summary>How often compaction and retention look around without being woken.</summary>
    public TimeSpan MaintenanceInterval { get; init; } = TimeSpan.FromMinutes(10);
}
