using Microsoft.Extensions.Logging;

namespace Coffer.Database.Migrations;

/// <summary>
/// Brings a database to the schema of this build: forward only, each step and its history row in one transaction, so that a crash leaves the database
/// at a step's border. Running it again changes nothing.
/// </summary>
public sealed class Migrator(IDatabase database, IReadOnlyList<Migration> migrations, ILogger<Migrator> logger)
{
    // The same text on both databases on purpose: it must be readable by every version of Coffer.
    static readonly SqlText HistoryCreate = SqlText.Same(
        "SchemaHistoryCreate",
        "CREATE TABLE IF NOT EXISTS schema_history (version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"
    );
    static readonly SqlText HistoryExists = new(
        "SchemaHistoryExists",
        "SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name = 'schema_history'",
        "SELECT count(*) AS n FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_history'"
    );
    static readonly SqlText HistoryList = SqlText.Same(
        "SchemaHistoryList",
        "SELECT version, name, checksum, applied_at FROM schema_history ORDER BY version"
    );
    static readonly SqlText HistoryInsert = SqlText.Same(
        "SchemaHistoryInsert",
        "INSERT INTO schema_history (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, @applied_at)"
    );

    public Migrator(IDatabase database, ILogger<Migrator> logger)
        : this(database, Migration.Embedded(database.Kind), logger) { }

    /// <summary>Compares without changing anything.</summary>
    /// <exception cref="SchemaMismatchException">The database is newer than this build, or its history differs.</exception>
    public async Task<SchemaStatus> CheckAsync(CancellationToken cancellationToken) =>
        Compare(await database.ReadAsync(HistoryAsync, cancellationToken));

    /// <summary>Applies what is missing and returns it.</summary>
    /// <exception cref="SchemaMismatchException">As for <see cref="CheckAsync"/>; nothing is applied.</exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var schemaLock = await database.LockSchemaAsync(cancellationToken);
        var pending = (await CheckAsync(cancellationToken)).Pending;
        foreach (var migration in pending)
        {
            await database.WriteAsync(tx => ApplyAsync(tx, migration), cancellationToken);
            LogMessages.MigrationApplied(logger, migration.Version, migration.Name);
        }
        return pending;
    }

    static async Task<bool> ApplyAsync(ITransaction transaction, Migration migration)
    {
        await transaction.ExecuteAsync(HistoryCreate);
        await transaction.ExecuteScriptAsync(migration.Script);
        await transaction.ExecuteAsync(
            HistoryInsert,
            ("version", (long)migration.Version),
            ("name", migration.Name),
            ("checksum", migration.Checksum),
            ("applied_at", await transaction.NowAsync())
        );
        return true;
    }

    internal static async Task<List<AppliedMigration>> HistoryAsync(ITransaction transaction)
    {
        if (await transaction.QuerySingleAsync(HistoryExists, row => row.Long("n")) == 0)
            return [];
        return await transaction.QueryAsync(
            HistoryList,
            row => new AppliedMigration(row.Int("version"), row.String("name"), row.String("checksum"), row.Long("applied_at"))
        );
    }

    SchemaStatus Compare(List<AppliedMigration> applied)
    {
        var latest = migrations.Count == 0 ? 0 : migrations[^1].Version;
        var current = applied.Count == 0 ? 0 : applied[^1].Version;
        if (current > latest)
            throw new SchemaMismatchException(
                $"The metadata database has schema version {current}, this build of Coffer knows up to {latest}: run the newer Coffer that wrote it, or restore a backup."
            );
        var known = migrations.ToDictionary(m => m.Version);
        foreach (var step in applied)
            if (!known.TryGetValue(step.Version, out var migration) || migration.Checksum != step.Checksum)
                throw new SchemaMismatchException(
                    $"Schema migration {step.Version} {step.Name} of the metadata database is not the one of this build: it was written by a different Coffer."
                );
        var done = applied.Select(a => a.Version).ToHashSet();
        return new SchemaStatus(current, latest, [.. migrations.Where(m => !done.Contains(m.Version))]);
    }
}
