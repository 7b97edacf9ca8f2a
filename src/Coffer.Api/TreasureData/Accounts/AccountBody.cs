using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData.Accounts;

/// <param name="EncryptStartAt">Null (left out) for td-client-go, which rejects it.</param>
sealed record AccountBody(
    long Id,
    int Plan,
    int PrestoPlan,
    long StorageSize,
    int GuaranteedCores,
    int MaximumCores,
    string CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EncryptStartAt
);
