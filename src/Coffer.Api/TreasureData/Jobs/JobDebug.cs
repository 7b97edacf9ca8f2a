namespace Coffer.Api.TreasureData.Jobs;

sealed record JobDebug(string? Cmdout, string? Stderr);
