namespace Coffer.Api.TreasureData.Tables;

/// <summary>The answer to a change of a table.</summary>
sealed record TableReply(string Database, string Table, string Type);
