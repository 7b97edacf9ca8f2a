namespace Coffer.Database.Migrations;

/// <summary>A row of the history table; AppliedAt in microseconds since 1970 UTC.</summary>
public sealed record AppliedMigration(int Version, string Name, string Checksum, long AppliedAt);
