namespace Coffer.Client;

/// <param name="HiveResultSchema">JSON text: <c>[["name","type"]]</c>.</param>
public sealed record JobInfo(
    string JobId,
    string Type,
    string Status,
    string Database,
    string Query,
    string CreatedAt,
    string StartAt,
    string EndAt,
    long? Duration,
    long? NumRecords,
    long? ResultSize,
    string? HiveResultSchema,
    int Priority,
    string UserName,
    JobOutput? Debug
);
