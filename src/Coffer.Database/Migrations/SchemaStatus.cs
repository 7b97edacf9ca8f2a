namespace Coffer.Database.Migrations;

/// <summary>Where a database stands against this build.</summary>
/// <param name="Current">The newest version applied, 0 for an empty database.</param>
/// <param name="Latest">The newest version that this build knows.</param>
/// <param name="Pending">What <see cref="Migrator.MigrateAsync"/> would apply, in order.</param>
public sealed record SchemaStatus(int Current, int Latest, IReadOnlyList<Migration> Pending)
{
    public bool IsCurrent => Pending.Count == 0;
}
