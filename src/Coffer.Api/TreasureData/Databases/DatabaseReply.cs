namespace Coffer.Api.TreasureData.Databases;

/// <summary>The answer to a change of a database.</summary>
sealed record DatabaseReply(string Database);
