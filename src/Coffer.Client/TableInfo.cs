namespace Coffer.Client;

/// <param name="EstimatedStorageSize">Bytes.</param>
/// <param name="Schema">JSON text: <c>[["name","type"]]</c>, without <c>time</c>.</param>
/// <param name="LastLogTimestamp">Newest <c>time</c> value, ISO 8601.</param>
public sealed record TableInfo(
    long Id,
    string Name,
    long Count,
    long EstimatedStorageSize,
    string Schema,
    string? LastLogTimestamp,
    string CreatedAt,
    string UpdatedAt,
    int? ExpireDays
);
