namespace Coffer.Storage.Commits;

public enum CommitOutcome
{
    /// <summary>The commit was made.</summary>
    Committed,

    /// <summary>The table has a commit of this tag already; nothing changed.</summary>
    Repeated,

    /// <summary>Somebody else changed what the commit is based on; read a new snapshot and try again.</summary>
    Conflict,

    /// <summary>The table was dropped.</summary>
    TableNotFound,
}
