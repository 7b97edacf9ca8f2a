namespace Coffer.Storage.Commits;

/// <summary>One version in a table's history, with the table's numbers after it.</summary>
public sealed record TableVersionInfo(
    TableVersion Version,
    CommitOperation Operation,
    string? Tag,
    int AddedFiles,
    int RemovedFiles,
    long Records,
    long Bytes,
    DateTimeOffset CommittedAt
);
