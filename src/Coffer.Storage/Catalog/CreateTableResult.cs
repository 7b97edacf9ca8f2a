namespace Coffer.Storage.Catalog;

public enum CreateTableResult
{
    Created,
    AlreadyExists,
    DatabaseNotFound,
}
