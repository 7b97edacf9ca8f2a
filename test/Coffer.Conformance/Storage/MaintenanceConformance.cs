using Coffer.Database;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Maintenance;
using Coffer.Storage.Snapshots;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Storage;

/// <summary>Compaction, and the tail that must not mind it.</summary>
public abstract class MaintenanceConformance(DatabaseKind kind) : StorageTest(kind)
{
    Compaction Compaction => new(Database, Snapshots, Commits, Files, Engine, Staging, Options);

    TableTail Tail => new(Snapshots, Scan, Engine);

    [Fact]
    public async Task Small_files_become_one_with_the_same_rows()
    {
        for (var i = 0; i < 20; i++)
            await ImportAsync($$"""{"time":{{100 - i}},"a":{{i}},"only_{{i % 2}}":"x{{i}}"}""");
        var before = await SnapshotAsync();
        var rows = Rows(before, "time", "a", "only_0", "only_1");

        (await Compaction.RunOnceAsync(Cancellation)).ShouldBe(19);

        var after = await SnapshotAsync();
        after.Files.Count.ShouldBe(1);
        (after.Table.Records, after.Version.Value).ShouldBe((20, 21));
        Rows(after, "time", "a", "only_0", "only_1").ShouldBe(rows);
        Rows(before, "time", "a", "only_0", "only_1").ShouldBe(rows);
        var times = Query($"SELECT string_agg(time, ',') FROM (SELECT time FROM read_parquet('{Files.LocalPath(after.Files[0].Path)}'))");
        times.ShouldBe([string.Join(',', Enumerable.Range(81, 20))]);
        (await Compaction.RunOnceAsync(Cancellation)).ShouldBe(0);
        Directory.GetFiles(Staging.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_disagree_on_a_type_are_not_merged()
    {
        for (var i = 0; i < 10; i++)
            await ImportAsync($$"""{"time":{{i}},"a":{{(i % 2 == 0 ? "1" : "\"x\"")}}}""");
        await DeclareAsync("a", ColumnType.String);
        var rows = await RowsAsync("time", "a");

        await Compaction.RunOnceAsync(Cancellation);

        (await SnapshotAsync()).Files.Count.ShouldBe(2);
        (await RowsAsync("time", "a")).ShouldBe(rows);
    }

    [Fact]
    public async Task A_table_that_was_compacted_meanwhile_can_still_be_replaced_and_restored()
    {
        for (var i = 0; i < 10; i++)
            await ImportAsync($$"""{"time":{{i}}}""");
        var before = await SnapshotAsync();
        await Compaction.RunOnceAsync(Cancellation);

        (await Commits.ReplaceAsync(before.Table.Id, null, before.Version, [], Cancellation)).Outcome.ShouldBe(CommitOutcome.Committed);
        (await RowsAsync("time")).ShouldBeEmpty();
        await new TableVersions(Database).RestoreAsync(Sales, Orders, new TableVersion(5), Cancellation);

        (await RowsAsync("time")).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Fact]
    public async Task A_merge_whose_files_are_gone_is_given_up()
    {
        for (var i = 0; i < 10; i++)
            await ImportAsync($$"""{"time":{{i}}}""");
        var snapshot = await SnapshotAsync();
        // The rows are deleted while the merge reads its files.
        var files = new SlowFileStore(
            Files,
            () => Commits.ReplaceAsync(snapshot.Table.Id, null, snapshot.Version, [], Cancellation).GetAwaiter().GetResult()
        );
        var slow = new TableCommits(Database, files, Options, Clock);

        (await new Compaction(Database, Snapshots, slow, Files, Engine, Staging, Options).RunOnceAsync(Cancellation)).ShouldBe(0);

        (await RowsAsync("time")).ShouldBeEmpty();
        (await PublishedAsync()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task The_tail_has_the_newest_import_first()
    {
        await ImportAsync("""{"time":50,"a":1,"name":"x"}""", """{"time":60,"a":2}""");
        await ImportAsync("""{"time":5,"list":[1,2],"map":{"k":1.5}}""");
        await DeclareAsync("list", ColumnType.Parse("array<long>"));
        await DeclareAsync("map", ColumnType.Parse("map<string,double>"));

        var rows = (await Tail.ReadAsync(Sales, Orders, 2, Cancellation)).ShouldNotBeNull();

        rows.Count.ShouldBe(2);
        rows[0]["time"].ShouldBe(5L);
        rows[0]["list"].ShouldBeOfType<List<object?>>().ShouldBe([1L, 2L]);
        rows[0]["map"].ShouldBeOfType<Dictionary<object, object?>>()["k"].ShouldBe(1.5);
        rows[0].ShouldNotContainKey("a");
        rows[1].Keys.Order().ShouldBe(["a", "time"]);
        rows[1]["time"].ShouldBe(60L);
        (await Tail.ReadAsync(Sales, Orders, 100, Cancellation))!.Count.ShouldBe(3);
        (await Tail.ReadAsync(Sales, TableName.Parse("none"), 1, Cancellation)).ShouldBeNull();
    }

    async Task DeclareAsync(string key, ColumnType type)
    {
        var others = (await OrdersAsync()).Columns.Where(c => c.Key != key).Select(c => new SchemaEntry(c.Key, c.Type, c.Alias));
        var schema = TableSchema.Create([.. others, new SchemaEntry(key, type)]).Schema!;
        await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { Schema = schema }, Cancellation);
    }
}
