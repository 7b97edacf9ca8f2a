namespace Coffer.Client;

sealed record JobIssued(string JobId);
