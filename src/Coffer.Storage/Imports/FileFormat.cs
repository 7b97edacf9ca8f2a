namespace Coffer.Storage.Imports;

public enum FileFormat
{
    /// <summary>Comma separated values (RFC 4180) with a header, or with the names given.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
