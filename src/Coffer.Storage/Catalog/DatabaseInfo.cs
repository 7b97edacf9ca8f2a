namespace Coffer.Storage.Catalog;

/// <summary>A database with its numbers. <paramref name="Records"/> is the sum over its tables.</summary>
public sealed record DatabaseInfo(
    DatabaseId Id,
    DatabaseName Name,
    long Records,
    bool DeleteProtected,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);
