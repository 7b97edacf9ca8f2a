namespace Coffer.Storage.Catalog;

public enum CreateDatabaseResult
{
    Created,
    AlreadyExists,
}
