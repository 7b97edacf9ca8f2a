namespace Coffer.Client;

sealed record DatabaseList(IReadOnlyList<DatabaseInfo> Databases);
