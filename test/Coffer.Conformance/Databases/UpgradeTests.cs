using System.Globalization;
using System.Runtime.CompilerServices;
using Coffer.Accounts;
using Coffer.Database;
using Coffer.Database.Backup;
using Coffer.Database.Migrations;
using Coffer.Database.Sqlite;
using Coffer.Jobs;
using Coffer.Testing;
using Coffer.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

/// <summary>
/// Databases of every schema version since the first, kept in the folder Old, open in this build. Add the files of a new version with
/// COFFER_UPDATE_SNAPSHOTS=1; a file that is there never changes.
/// </summary>
public sealed class UpgradeTests
{
    const string Key = "1/0123456789abcdef0123456789abcdef01234567";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files(string extension)
    {
        AddLatest().GetAwaiter().GetResult();
        return [.. Directory.GetFiles(Folder(), "*" + extension).Select(f => Path.GetFileName(f)).Order()];
    }

    [Theory]
    [MemberData(nameof(Files), ".db")]
    public async Task An_old_SQLite_file_is_migrated_and_keeps_what_it_held(string file)
    {
        using var folder = new TempFolder();
        File.Copy(Path.Combine(Folder(), file), folder.File("coffer.db"));
        await using var database = SqliteDatabase.Open(folder.File("coffer.db"), TimeProvider.System);

        await new Migrator(database, NullLogger<Migrator>.Instance).MigrateAsync(Cancellation);

        await ShouldHoldTheOldRowsAsync(database);
    }

    [Theory]
    [MemberData(nameof(Files), ".jsonl")]
    public async Task An_old_dump_restores_into_PostgreSQL_and_is_migrated(string file)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var dump = File.OpenRead(Path.Combine(Folder(), file));

        await new DatabaseRestore(test.Database, NullLogger<Migrator>.Instance).ReadAsync(dump, Cancellation);

        await ShouldHoldTheOldRowsAsync(test.Database);
    }

    static async Task ShouldHoldTheOldRowsAsync(IDatabase database)
    {
        (await new Migrator(database, NullLogger<Migrator>.Instance).CheckAsync(Cancellation)).IsCurrent.ShouldBeTrue();
        using var keys = new ApiKeys(database, TimeProvider.System);
        (await keys.AuthenticateAsync(Key, Cancellation))!.IsAdmin.ShouldBeTrue();
        var job = await database.ReadAsync(tx => JobStore.FindAsync(tx, new JobId(1)), Cancellation);
        (job!.Query, job.State, job.DomainKey).ShouldBe(("SELECT 1", JobState.Queued, "first"));
        (await database.WriteAsync(tx => JobStore.LeaseNextAsync(tx, "now", TimeSpan.FromMinutes(1)), Cancellation))!.Value.Job.Id.ShouldBe(
            new JobId(1)
        );
    }

    /// <summary>Writes the files of the newest schema version, if they are wanted and not there yet.</summary>
    static async Task AddLatest()
    {
        var version = Migration.Embedded(DatabaseKind.Sqlite)[^1].Version.ToString("0000", CultureInfo.InvariantCulture);
        var file = Path.Combine(Folder(), version + ".db");
        if (Environment.GetEnvironmentVariable("COFFER_UPDATE_SNAPSHOTS") != "1" || File.Exists(file))
            return;
        await using (var database = SqliteDatabase.Open(file, TimeProvider.System))
        {
            await new Migrator(database, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
            using var keys = new ApiKeys(database, TimeProvider.System);
            await keys.EnsureFirstAdminAsync(Key, CancellationToken.None);
            var job = new NewJob
            {
                Type = "trino",
                Database = "db_1",
                Query = "SELECT 1",
                User = new UserId(1),
                UserName = "Administrator",
                DomainKey = "first",
            };
            await database.WriteAsync(tx => JobStore.InsertAsync(tx, job), CancellationToken.None);
            await using var dump = File.Create(Path.Combine(Folder(), version + ".jsonl"));
            await DatabaseDump.WriteAsync(database, dump, CancellationToken.None);
        }
    }

    static string Folder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "Old");
}
