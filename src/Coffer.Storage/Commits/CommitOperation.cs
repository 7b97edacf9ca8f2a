namespace Coffer.Storage.Commits;

/// <summary>What made a version. The numbers are stored.</summary>
public enum CommitOperation
{
    /// <summary>Rows were added.</summary>
    Append = 1,

    /// <summary>All rows were replaced.</summary>
    Replace = 2,

    /// <summary>Files were replaced by files with other rows, as a DELETE does.</summary>
    Rewrite = 3,

    /// <summary>Files were replaced by fewer files with the same rows.</summary>
    Compaction = 4,

    /// <summary>The rows of an older version were brought back.</summary>
    Restore = 5,

    /// <summary>Files whose rows are all older than the table's expire_days were removed.</summary>
    Expiry = 6,
}
