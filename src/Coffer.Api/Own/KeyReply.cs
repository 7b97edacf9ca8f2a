namespace Coffer.Api.Own;

/// <param name="Id">Names the key; null in the answer that shows its text.</param>
/// <param name="Kind">master or write_only.</param>
/// <param name="Key">The text of the key, only when it was made just now.</param>
public sealed record KeyReply(long? Id, string Kind, string? Key);
