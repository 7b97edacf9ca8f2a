namespace Coffer.Storage.Imports;

/// <summary>
/// The answer to an import. <paramref name="Md5Hex"/> is over the raw bytes of the body; <paramref name="Elapsed"/> until the commit was durable.
/// </summary>
public sealed record ImportResult(ImportStatus Status, string UniqueId, string Md5Hex, long Records, TimeSpan Elapsed);
