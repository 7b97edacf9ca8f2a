namespace Coffer.Api.Own;

/// <summary>The versions of a table, newest first.</summary>
public sealed record TableVersionListReply(IReadOnlyList<TableVersionReply> Versions);
