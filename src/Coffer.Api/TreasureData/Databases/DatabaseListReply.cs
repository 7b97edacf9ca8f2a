namespace Coffer.Api.TreasureData.Databases;

/// <summary>Exactly one root key: td-client-java unwraps it.</summary>
sealed record DatabaseListReply(IReadOnlyList<DatabaseItem> Databases);
