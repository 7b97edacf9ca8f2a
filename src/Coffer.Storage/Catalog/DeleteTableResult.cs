namespace Coffer.Storage.Catalog;

public enum DeleteTableResult
{
    Deleted,
    DatabaseNotFound,
    TableNotFound,
    Protected,
}
