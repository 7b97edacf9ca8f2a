namespace Coffer.Storage.Commits;

/// <summary>A complete Parquet file in the <see cref="StagingFolder"/> that a commit may take over.</summary>
public sealed record StagedFile(string LocalPath, FileStatistics Statistics);
