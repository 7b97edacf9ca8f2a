using Coffer.Database;
using Coffer.Database.Migrations;
using Coffer.Database.Postgres;
using Coffer.Database.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coffer.Testing.Databases;

/// <summary>One empty database of its own for one test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly Func<Task> _drop;
    readonly List<IDatabase> _opened = [];

    TestDatabase(DatabaseKind kind, string location, TimeProvider time, Func<Task> drop)
    {
        Kind = kind;
        Location = location;
        Time = time;
        _drop = drop;
        Database = OpenAnother();
    }

    public DatabaseKind Kind { get; }

    /// <summary>The file, or the connection string.</summary>
    public string Location { get; }

    public TimeProvider Time { get; }

    public IDatabase Database { get; }

    /// <summary>Creates a database; skips the test when PostgreSQL is wanted and not installed.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        if (kind == DatabaseKind.Sqlite)
        {
            var folder = new TempFolder();
            return new TestDatabase(
                kind,
                folder.File("coffer.db"),
                time,
                () =>
                {
                    folder.Dispose();
                    return Task.CompletedTask;
                }
            );
        }
        var server = await PrivatePostgres.SharedAsync();
        if (server is null)
            Requirement.Missing("PostgreSQL is not installed (Debian package postgresql).");
        var connectionString = await server!.CreateDatabaseAsync();
        return new TestDatabase(kind, connectionString, time, () => server.DropDatabaseAsync(connectionString));
    }

    /// <summary>As <see cref="CreateAsync"/>, with the schema of this build.</summary>
    public static async Task<TestDatabase> CreateMigratedAsync(DatabaseKind kind, TimeProvider? time = null)
    {
        var test = await CreateAsync(kind, time);
        await new Migrator(test.Database, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        return test;
    }

    /// <summary>Opens the same database once more, as a second process would.</summary>
    public IDatabase OpenAnother()
    {
        IDatabase database =
            Kind == DatabaseKind.Sqlite ? SqliteDatabase.Open(Location, Time) : PostgresDatabase.Open(Location, Time, NullLogger.Instance);
        _opened.Add(database);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
            await database.DisposeAsync();
        await _drop();
    }
}
