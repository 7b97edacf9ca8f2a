namespace Coffer.Api.Own;

/// <summary>A failure of the own API (RFC 9457).</summary>
/// <param name="Title">The kind of failure.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened and what to do.</param>
public sealed record Problem(string Title, int Status, string Detail);
