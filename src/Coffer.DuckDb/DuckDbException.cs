namespace Coffer.DuckDb;

/// <summary>An error that DuckDB reported; <see cref="Exception.Message"/> is its text, which may name files.</summary>
public sealed class DuckDbException(DuckDbErrorKind kind, string message) : Exception(message)
{
    public DuckDbErrorKind Kind { get; } = kind;

    /// <summary>For entries that report only text: the kind is read from DuckDB's prefix, as in "Binder Error: …".</summary>
    internal static DuckDbException FromText(string? message)
    {
        message ??= "DuckDB reported no reason";
        var end = message.IndexOf(" Error: ", StringComparison.Ordinal);
        var prefix = end < 0 ? "" : message[..end].Replace(" ", "", StringComparison.Ordinal);
        var kind = prefix switch
        {
            "INTERNAL" => DuckDbErrorKind.Internal,
            "IO" => DuckDbErrorKind.Io,
            "OutofRange" => DuckDbErrorKind.OutOfRange,
            "OutofMemory" => DuckDbErrorKind.OutOfMemory,
            "NotImplemented" or "Notimplemented" => DuckDbErrorKind.NotImplemented,
            _ => Enum.TryParse<DuckDbErrorKind>(prefix, ignoreCase: true, out var parsed) ? parsed : DuckDbErrorKind.Invalid,
        };
        return new DuckDbException(kind, message);
    }
}
