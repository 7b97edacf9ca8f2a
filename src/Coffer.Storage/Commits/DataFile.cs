using Coffer.Files;

namespace Coffer.Storage.Commits;

/// <summary>
/// A data file of a table version. <paramref name="DataVersion"/> is the newest version whose rows it holds: a compacted file keeps that of its newest
/// part.
/// </summary>
public sealed record DataFile(DataFileId Id, FilePath Path, FileStatistics Statistics, TableVersion DataVersion);
