namespace Coffer.Storage.Commits;

public enum RestoreResult
{
    Restored,
    TableNotFound,

    /// <summary>There is no such version, or retention has removed it.</summary>
    VersionNotFound,
}
