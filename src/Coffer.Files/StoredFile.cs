namespace Coffer.Files;

/// <summary>A published file. <paramref name="PublishedAt"/> is when it appeared under its name, by the store's clock.</summary>
public sealed record StoredFile(FilePath Path, long Bytes, DateTimeOffset PublishedAt);
