namespace Coffer.Storage.Catalog;

public enum RenameTableResult
{
    Renamed,
    DatabaseNotFound,
    TableNotFound,
    TargetExists,
    TargetProtected,
}
