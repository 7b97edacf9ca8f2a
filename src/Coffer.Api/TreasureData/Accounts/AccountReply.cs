namespace Coffer.Api.TreasureData.Accounts;

sealed record AccountReply(AccountBody Account);
