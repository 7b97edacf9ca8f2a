using System.Text;
using Coffer.Accounts;
using Coffer.Database;
using Coffer.Database.Backup;
using Coffer.Database.Migrations;
using Coffer.Jobs;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

public abstract class BackupConformance(DatabaseKind kind) : DatabaseTest(kind)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_dump_restores_into_either_database(DatabaseKind target)
    {
        var key = await FillAsync();
        var dump = await DumpAsync(Database);
        await using var restored = await TestDatabase.CreateAsync(target);

        await RestoreAsync(restored.Database, dump);

        (await DumpAsync(restored.Database)).ShouldBe(dump);
        using var keys = new ApiKeys(restored.Database, TimeProvider.System);
        (await keys.AuthenticateAsync(key.Reveal(), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Ids_go_on_behind_those_that_were_given_before()
    {
        await FillAsync();
        await Database.WriteAsync(tx => tx.ExecuteAsync(SqlText.Same("JobDeleteAll", "DELETE FROM jobs")), Cancellation);
        await using var restored = await TestDatabase.CreateAsync(Database.Kind);

        await RestoreAsync(restored.Database, await DumpAsync(Database));

        (await restored.Database.WriteAsync(tx => JobStore.InsertAsync(tx, NewJob()), Cancellation)).ShouldBe(new JobId(3));
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_left_alone()
    {
        await FillAsync();
        var dump = await DumpAsync(Database);

        (await Should.ThrowAsync<DumpException>(RestoreAsync(Database, dump))).Message.ShouldContain("not empty");

        (await DumpAsync(Database)).ShouldBe(dump);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "not JSON")]
    [InlineData("{}", "not a dump")]
    [InlineData("""{"coffer_dump":1,"schema_version":999}""", "schema version 999")]
    public async Task A_file_that_is_no_dump_is_refused(string text, string words)
    {
        await using var empty = await TestDatabase.CreateAsync(Database.Kind);

        (await Should.ThrowAsync<DumpException>(RestoreAsync(empty.Database, text))).Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_dump_that_is_cut_off_restores_nothing()
    {
        await FillAsync();
        var dump = await DumpAsync(Database);
        await using var empty = await TestDatabase.CreateAsync(Database.Kind);

        var cut = dump[..dump.LastIndexOf("{\"end\"", StringComparison.Ordinal)];
        (await Should.ThrowAsync<DumpException>(RestoreAsync(empty.Database, cut))).Message.ShouldContain("cut off");

        using var keys = new ApiKeys(empty.Database, TimeProvider.System);
        (await keys.ListUsersAsync(Cancellation)).ShouldBeEmpty();
    }

    async Task<ApiKey> FillAsync()
    {
        using var keys = new ApiKeys(Database, TimeProvider.System);
        var key = await keys.EnsureFirstAdminAsync(null, Cancellation);
        var catalog = new TableCatalog(Database);
        await catalog.CreateDatabaseAsync(DatabaseName.Parse("db_1"), Cancellation);
        var schema = TableSchema.Create([new SchemaEntry("ä key", ColumnType.Parse("array<string>"))]).Schema!;
        await catalog.CreateTableAsync(
            DatabaseName.Parse("db_1"),
            TableName.Parse("table_1"),
            new NewTable { Schema = schema },
            Cancellation
        );
        await Database.WriteAsync(tx => JobStore.InsertAsync(tx, NewJob()), Cancellation);
        await Database.WriteAsync(
            tx => JobStore.InsertAsync(tx, NewJob() with { DomainKey = "k", Query = "SELECT '\"\n\t🎉'" }),
            Cancellation
        );
        return key!.Value;
    }

    static NewJob NewJob() =>
        new()
        {
            Type = "trino",
            Database = "db_1",
            Query = "SELECT 1",
            User = new UserId(1),
            UserName = "Ada",
        };

    async Task<string> DumpAsync(IDatabase database)
    {
        using var output = new MemoryStream();
        await DatabaseDump.WriteAsync(database, output, Cancellation);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    Task<long> RestoreAsync(IDatabase database, string dump) =>
        new DatabaseRestore(database, NullLogger<Migrator>.Instance).ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(dump)),
            Cancellation
        );
}
