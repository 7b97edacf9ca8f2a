namespace Coffer.Api.Own;

/// <summary>A file that is durably in the table.</summary>
/// <param name="Md5Hex">MD5 of the request body.</param>
/// <param name="ElapsedTime">Seconds.</param>
/// <param name="Duplicate">The unique id was known: nothing was added.</param>
public sealed record FileImportReply(
    string UniqueId,
    string Database,
    string Table,
    string Md5Hex,
    double ElapsedTime,
    long Records,
    bool Duplicate
);
