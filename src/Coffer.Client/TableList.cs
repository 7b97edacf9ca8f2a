namespace Coffer.Client;

sealed record TableList(IReadOnlyList<TableInfo> Tables);
