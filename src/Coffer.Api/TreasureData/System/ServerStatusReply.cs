namespace Coffer.Api.TreasureData.System;

sealed record ServerStatusReply(string Status);
