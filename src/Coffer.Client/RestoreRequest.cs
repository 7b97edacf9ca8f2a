namespace Coffer.Client;

sealed record RestoreRequest(long Version);
