namespace Coffer.Api.Own;

/// <summary>The keys of the caller.</summary>
public sealed record KeyListReply(IReadOnlyList<KeyReply> Keys);
