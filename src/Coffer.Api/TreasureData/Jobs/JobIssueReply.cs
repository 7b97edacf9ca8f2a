using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData.Jobs;

/// <summary>
/// <c>job</c>, <c>job_id</c> and <c>database</c> for every client; the other three are documented too, and left out for td-client-go,
/// which rejects keys it does not know.
/// </summary>
sealed record JobIssueReply(
    string Job,
    string JobId,
    string Database,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? JobType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url
);
