namespace Coffer.Storage.Commits;

public enum CreateTableAsResult
{
    Created,

    /// <summary>This very commit created the table before.</summary>
    Repeated,
    AlreadyExists,
    DatabaseNotFound,
}
