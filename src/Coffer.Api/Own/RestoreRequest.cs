namespace Coffer.Api.Own;

/// <param name="Version">A version number of the table.</param>
public sealed record RestoreRequest(long Version);
