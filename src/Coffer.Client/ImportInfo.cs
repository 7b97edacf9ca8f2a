namespace Coffer.Client;

/// <param name="ElapsedTime">Seconds.</param>
/// <param name="Duplicate">The unique id was known: nothing was inserted.</param>
public sealed record ImportInfo(
    string UniqueId,
    string Database,
    string Table,
    string Md5Hex,
    double ElapsedTime,
    long Records,
    bool Duplicate
);
