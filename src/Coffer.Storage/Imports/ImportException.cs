namespace Coffer.Storage.Imports;

/// <summary>The body of an import is refused; the message is worded for who sent it and says where the fault is.</summary>
public sealed class ImportException(ImportError error, string message, Exception? inner = null) : Exception(message, inner)
{
    public ImportError Error { get; } = error;
}
