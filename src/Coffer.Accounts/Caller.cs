namespace Coffer.Accounts;

/// <summary>Who a request comes from, as its key says.</summary>
public sealed record Caller(UserId UserId, string UserName, string Email, ApiKeyKind KeyKind, bool IsAdmin);
