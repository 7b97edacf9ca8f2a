namespace Coffer.Api.Own;

/// <param name="Kind">master or write_only.</param>
public sealed record KeyRequest(string Kind);
