using Coffer.Configuration;
using Coffer.Data;
using Coffer.Database;
using Coffer.Database.Migrations;
using Coffer.Database.Postgres;
using Coffer.Database.Sqlite;

namespace Coffer.Server;

/// <summary>Opens and migrates the metadata store that the settings name.</summary>
static class MetadataStore
{
    public static IDatabase Open(ServerOptions options, DataDirectory directory, ILoggerFactory loggers) =>
        options.DatabaseUrl is { } url
            ? PostgresDatabase.Open(url, TimeProvider.System, loggers.CreateLogger<PostgresDatabase>())
            : SqliteDatabase.Open(directory.DatabaseFile, TimeProvider.System);

    /// <summary>Applies what is missing. A SQLite file that exists is copied beside itself before its schema changes.</summary>
    public static async Task<IReadOnlyList<Migration>> MigrateAsync(
        IDatabase database,
        DataDirectory directory,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var migrator = new Migrator(database, loggers.CreateLogger<Migrator>());
        var status = await migrator.CheckAsync(cancellationToken);
        if (status is { Current: > 0, IsCurrent: false } && database is SqliteDatabase)
        {
            SqliteCopy.Make(directory.DatabaseFile, $"{directory.DatabaseFile}.schema{status.Current}");
        }

        return await migrator.MigrateAsync(cancellationToken);
    }
}
