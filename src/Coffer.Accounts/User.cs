namespace Coffer.Accounts;

/// <summary>A person or program that owns keys and jobs.</summary>
public sealed record User(UserId Id, string Name, string Email, bool IsAdmin);
