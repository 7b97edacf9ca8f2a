using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData.Jobs;

/// <param name="CpuTime">Milliseconds.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="ResultSize">Bytes of the msgpack.gz result, exact: td-client-python computes its ranges from it.</param>
/// <param name="StartAt">Empty text before the event.</param>
/// <param name="HiveResultSchema">A JSON array inside a string, null until known (<c>""</c> makes td-client-go fail).</param>
/// <param name="Result">Output target; <c>""</c> when there is none (td-client-python iterates the characters of anything else).</param>
/// <param name="Debug">job/show only; an object there, never null.</param>
sealed record JobItem(
    string JobId,
    long? CpuTime,
    string CreatedAt,
    long? Duration,
    string EndAt,
    long? NumRecords,
    long? ResultSize,
    string StartAt,
    string Status,
    string UpdatedAt,
    string Database,
    string? HiveResultSchema,
    long? LinkedResultExportJobId,
    string? Organization,
    int Priority,
    string Query,
    string Result,
    long? ResultExportTargetJobId,
    int RetryLimit,
    string Type,
    string Url,
    string UserName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JobDebug? Debug
);
