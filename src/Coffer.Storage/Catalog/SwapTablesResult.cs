namespace Coffer.Storage.Catalog;

public enum SwapTablesResult
{
    Swapped,
    DatabaseNotFound,
    TableNotFound,
}
