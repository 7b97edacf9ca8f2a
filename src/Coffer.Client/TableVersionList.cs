namespace Coffer.Client;

sealed record TableVersionList(IReadOnlyList<TableVersionInfo> Versions);
