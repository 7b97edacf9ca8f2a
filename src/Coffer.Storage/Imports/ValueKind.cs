namespace Coffer.Storage.Imports;

/// <summary>How the values of a column are kept in a file; what the values of a batch have in common.</summary>
enum ValueKind
{
    /// <summary>Only nulls so far.</summary>
    None,
    Bool,
    Long,
    Double,

    /// <summary>Strings, lists and maps as JSON text, and columns of values of several kinds.</summary>
    Text,
}
