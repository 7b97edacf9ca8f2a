namespace Coffer.Storage.Catalog;

public enum UpdateTableResult
{
    Updated,
    DatabaseNotFound,
    TableNotFound,
    NameTaken,
    NameProtected,
}
