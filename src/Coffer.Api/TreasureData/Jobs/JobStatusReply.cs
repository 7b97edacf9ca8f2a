namespace Coffer.Api.TreasureData.Jobs;

sealed record JobStatusReply(
    string JobId,
    string Status,
    string CreatedAt,
    string UpdatedAt,
    string StartAt,
    string EndAt,
    long? Duration,
    long? CpuTime,
    long? ResultSize,
    long? NumRecords
);
