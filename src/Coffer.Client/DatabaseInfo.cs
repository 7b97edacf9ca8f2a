namespace Coffer.Client;

/// <param name="Count">Records in all tables.</param>
public sealed record DatabaseInfo(string Name, long Count, string CreatedAt, string UpdatedAt, string Permission, bool DeleteProtected);
