namespace Coffer.Storage.Imports;

public enum ImportStatus
{
    /// <summary>The rows are in the table.</summary>
    Imported,

    /// <summary>An upload of this unique id is in the table already; nothing was added.</summary>
    Duplicate,
    DatabaseNotFound,
    TableNotFound,
}
