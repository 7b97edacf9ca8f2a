using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData.Tables;

/// <param name="CounterUpdatedAt">Time of the last import, ISO text or null.</param>
/// <param name="LastLogTimestamp">Newest <c>time</c> value, ISO text or null (the published description says integer; clients call string methods on it).</param>
/// <param name="Schema">A JSON array inside a string, never null, without <c>time</c> and <c>v</c>.</param>
/// <param name="Description">With <c>include_descriptions=true</c> only.</param>
sealed record TableItem(
    long Id,
    string Name,
    long EstimatedStorageSize,
    string? CounterUpdatedAt,
    string? LastLogTimestamp,
    bool DeleteProtected,
    string CreatedAt,
    string UpdatedAt,
    string Type,
    bool IncludeV,
    long Count,
    string Schema,
    int? ExpireDays,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description
);
