namespace Coffer.Storage.Catalog;

public enum UpdateDatabaseResult
{
    Updated,
    NotFound,
}
