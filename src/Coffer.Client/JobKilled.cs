namespace Coffer.Client;

sealed record JobKilled(string FormerStatus);
