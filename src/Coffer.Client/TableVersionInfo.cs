namespace Coffer.Client;

/// <summary>One committed state of a table.</summary>
/// <param name="CommittedAt">ISO 8601, UTC.</param>
/// <param name="Operation">append, replace, rewrite, compaction, restore or expiry.</param>
/// <param name="Tag">What made it, as <c>job/12/0</c>; null for an import.</param>
public sealed record TableVersionInfo(
    long Version,
    string CommittedAt,
    string Operation,
    long Records,
    long Bytes,
    int AddedFiles,
    int RemovedFiles,
    string? Tag
);
