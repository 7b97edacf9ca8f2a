using Coffer.Files;

namespace Coffer.Storage.Commits;

/// <summary>A data file that is in the file store and that no commit has registered yet.</summary>
sealed record PublishedFile(FilePath Path, FileStatistics Statistics, DateTimeOffset PublishedAt);
