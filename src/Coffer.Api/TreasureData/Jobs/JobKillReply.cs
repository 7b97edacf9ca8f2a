namespace Coffer.Api.TreasureData.Jobs;

/// <param name="FormerStatus">A finished job answers with its final status; the CLI prints "already finished" then.</param>
sealed record JobKillReply(string FormerStatus, string JobId);
