namespace Coffer.Storage.Catalog;

public enum DeleteDatabaseResult
{
    Deleted,
    NotFound,
    Protected,
}
