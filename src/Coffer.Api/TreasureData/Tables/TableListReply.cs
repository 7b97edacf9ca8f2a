namespace Coffer.Api.TreasureData.Tables;

sealed record TableListReply(string Database, IReadOnlyList<TableItem> Tables);
