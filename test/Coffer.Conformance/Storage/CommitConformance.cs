using Coffer.Database;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Storage;

/// <summary>The commit log: what is committed, once, and what a reader sees of it.</summary>
public abstract class CommitConformance(DatabaseKind kind) : StorageTest(kind)
{
    static readonly CommitTag Tag = CommitTag.ForJob(7, 1);

    [Fact]
    public async Task Rows_that_a_query_wrote_are_appended_with_their_statistics()
    {
        await UpdateSchemaAsync("a long", "b string");
        var file = Written(await OrdersAsync(), "SELECT 5 AS x, 'é''' AS y UNION ALL SELECT NULL, 'b'", ["a", "b"], ["x", "y"])!;

        (await Commits.AppendAsync((await OrdersAsync()).Id, Tag, [file], Cancellation)).ShouldBe(
            new CommitResult(CommitOutcome.Committed, new TableVersion(1))
        );

        (await RowsAsync("time", "a", "b")).ShouldBe(["99|5|é'", "99|NULL|b"]);
        var stored = (await SnapshotAsync()).Files.ShouldHaveSingleItem();
        stored.Statistics.ShouldBeEquivalentTo(file.Statistics);
        stored
            .Statistics.Columns.Select(c => $"{c.Column} {c.PhysicalType} {c.Nulls} {c.Min} {c.Max}")
            .ShouldBe(["1 BIGINT 0 99 99", "2 BIGINT 1 5 5", "3 VARCHAR 0 b é'"]);
        File.Exists(file.LocalPath).ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeated_commit_changes_nothing()
    {
        var table = await OrdersAsync();
        await Commits.AppendAsync(table.Id, Tag, [Rows(table, 1, 10)], Cancellation);

        var again = await Commits.AppendAsync(table.Id, Tag, [Rows(table, 1, 10)], Cancellation);
        var replace = await Commits.ReplaceAsync(table.Id, Tag, new TableVersion(1), [Rows(table, 1, 1)], Cancellation);

        again.ShouldBe(new CommitResult(CommitOutcome.Repeated, new TableVersion(1)));
        replace.Outcome.ShouldBe(CommitOutcome.Repeated);
        (await OrdersAsync()).Records.ShouldBe(10);
        (await PublishedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Commits_at_once_of_one_tag_commit_once()
    {
        var table = await OrdersAsync();
        var files = Enumerable.Range(0, 6).Select(_ => Rows(table, 1, 10)).ToList();

        var results = await Task.WhenAll(files.Select(f => Task.Run(() => Commits.AppendAsync(table.Id, Tag, [f], Cancellation))));

        results.Count(r => r.Outcome == CommitOutcome.Committed).ShouldBe(1);
        (await OrdersAsync()).Records.ShouldBe(10);
    }

    [Fact]
    public async Task A_commit_without_rows_counts_too()
    {
        var table = await OrdersAsync();
        Written(table, "SELECT 1 AS x WHERE false", [], []).ShouldBeNull();
        await Commits.AppendAsync(table.Id, null, [Rows(table, 1, 10)], Cancellation);

        (await Commits.AppendAsync(table.Id, Tag, [], Cancellation)).Outcome.ShouldBe(CommitOutcome.Committed);
        (await Commits.AppendAsync(table.Id, Tag, [], Cancellation)).Outcome.ShouldBe(CommitOutcome.Repeated);
        (await OrdersAsync()).LastLogTimestamp.ShouldBe(10);
    }

    [Fact]
    public async Task Replacing_takes_the_old_rows_out_and_old_snapshots_stay_readable()
    {
        var table = await OrdersAsync();
        await Commits.AppendAsync(table.Id, null, [Rows(table, 1, 10)], Cancellation);
        var before = await SnapshotAsync();

        (await Commits.ReplaceAsync(table.Id, Tag, before.Version, [Rows(table, 100, 3)], Cancellation)).Outcome.ShouldBe(
            CommitOutcome.Committed
        );

        (await RowsAsync("time")).ShouldBe(["100", "101", "102"]);
        (await OrdersAsync()).Records.ShouldBe(3);
        Rows(before, "time").Count.ShouldBe(10);
    }

    [Fact]
    public async Task Replacing_what_has_changed_since_is_a_conflict()
    {
        var table = await OrdersAsync();
        var before = await SnapshotAsync();
        await Commits.AppendAsync(table.Id, null, [Rows(table, 1, 10)], Cancellation);

        var result = await Commits.ReplaceAsync(table.Id, Tag, before.Version, [Rows(table, 100, 3)], Cancellation);

        result.ShouldBe(new CommitResult(CommitOutcome.Conflict, new TableVersion(1)));
        (await RowsAsync("time")).Count.ShouldBe(10);
        (await PublishedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_delete_rewrites_its_files_and_leaves_newer_ones()
    {
        await ImportAsync("""{"time":1,"a":1,"hidden":"x"}""", """{"time":2,"a":2,"hidden":"y"}""");
        await ImportAsync("""{"time":3,"a":"text"}""");
        await UpdateSchemaAsync("a long");
        var table = await OrdersAsync();
        var snapshot = await SnapshotAsync();
        await ImportAsync("""{"time":1,"a":1}""");

        var units = Scan.RewriteUnits(snapshot, ["time", "a"], TimeWindow.All);
        units.Count.ShouldBe(2);
        var kept = units
            .Select(u => WriteFile($"WITH scan_0 AS ({u.Source.Sql}) SELECT * FROM scan_0 WHERE (a = 1) IS NOT TRUE", u.Layout))
            .OfType<StagedFile>()
            .ToList();
        var removed = units.SelectMany(u => u.Files).Select(f => f.Id).ToList();
        (units.Sum(u => u.Records) - kept.Sum(f => f.Statistics.Records)).ShouldBe(1);
        (await Commits.RewriteAsync(table.Id, Tag, removed, kept, Cancellation)).Outcome.ShouldBe(CommitOutcome.Committed);

        (await RowsAsync("time", "a")).ShouldBe(["1|1", "2|2", "3|NULL"]);
        await UpdateSchemaAsync("a string", "hidden string");
        (await RowsAsync("time", "a", "hidden")).ShouldBe(["1|1|NULL", "2|2|y", "3|text|NULL"]);
        (await OrdersAsync()).Records.ShouldBe(3);
    }

    [Fact]
    public async Task Rewriting_a_file_that_is_no_longer_there_is_a_conflict()
    {
        var table = await OrdersAsync();
        await Commits.AppendAsync(table.Id, null, [Rows(table, 1, 10)], Cancellation);
        var snapshot = await SnapshotAsync();
        await Commits.ReplaceAsync(table.Id, null, snapshot.Version, [], Cancellation);

        var result = await Commits.RewriteAsync(table.Id, Tag, [snapshot.Files[0].Id], [Rows(table, 1, 9)], Cancellation);

        result.Outcome.ShouldBe(CommitOutcome.Conflict);
        (await RowsAsync("time")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_is_created_with_its_rows_at_once()
    {
        var name = TableName.Parse("made");
        var schema = TableSchema.Create([new("a", ColumnType.Long), new("Bee", ColumnType.String)]).Schema!;
        var layout = FileLayout.ForNewTable(schema, ["c1", "c2"], null, 77);
        StagedFile File() => WriteFile("SELECT 1 AS c1, 'x' AS c2", layout)!;

        (await Commits.CreateTableAsync(Sales, name, new NewTable { Schema = schema }, Tag, [File()], Cancellation)).ShouldBe(
            CreateTableAsResult.Created
        );
        (await Commits.CreateTableAsync(Sales, name, new NewTable { Schema = schema }, Tag, [File()], Cancellation)).ShouldBe(
            CreateTableAsResult.Repeated
        );
        (
            await Commits.CreateTableAsync(Sales, name, new NewTable { Schema = schema }, CommitTag.ForJob(8, 1), [File()], Cancellation)
        ).ShouldBe(CreateTableAsResult.AlreadyExists);
        (await Commits.CreateTableAsync(DatabaseName.Parse("none"), name, new NewTable(), Tag, [File()], Cancellation)).ShouldBe(
            CreateTableAsResult.DatabaseNotFound
        );

        Rows((await Snapshots.ReadAsync(Sales, name, Cancellation))!, "time", "a", "bee").ShouldBe(["77|1|x"]);
        (await PublishedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Files_outside_of_the_wanted_time_are_not_read()
    {
        var table = await OrdersAsync();
        for (var hour = 0; hour < 5; hour++)
            await Commits.AppendAsync(table.Id, null, [Rows(table, hour * 3600, 10)], Cancellation);
        var snapshot = await SnapshotAsync();

        Scan.Sql(snapshot, ["time"], new TimeWindow(3600, 7200)).Files.Count.ShouldBe(1);
        Scan.Sql(snapshot, [], new TimeWindow(3609, 7201)).Files.Count.ShouldBe(2);
        Scan.Sql(snapshot, ["time"], new TimeWindow(100_000, long.MaxValue)).Sql.ShouldContain("WHERE false");
        Scan.Sql(snapshot, ["time"], TimeWindow.All).Files.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_scan_of_an_unknown_column_is_refused()
    {
        var snapshot = await SnapshotAsync();

        Should.Throw<ArgumentException>(() => Scan.Sql(snapshot, ["nope"], TimeWindow.All)).Message.ShouldContain("'nope'");
    }

    [Fact]
    public async Task Versions_are_listed_read_and_restored()
    {
        var versions = new TableVersions(Database);
        var table = await OrdersAsync();
        await Commits.AppendAsync(table.Id, Tag, [Rows(table, 1, 10)], Cancellation);
        await Commits.ReplaceAsync(table.Id, null, new TableVersion(1), [Rows(table, 100, 3)], Cancellation);

        var listed = (await versions.ListAsync(Sales, Orders, Cancellation)).ShouldNotBeNull();
        listed
            .Select(v => (v.Version.Value, v.Operation, v.Tag, v.Records))
            .ShouldBe([(2, CommitOperation.Replace, null, 3), (1, CommitOperation.Append, Tag.Value, 10)]);
        Rows((await Snapshots.ReadAtAsync(Sales, Orders, new TableVersion(1), Cancellation))!, "time").Count.ShouldBe(10);
        (await versions.RestoreAsync(Sales, Orders, new TableVersion(1), Cancellation)).ShouldBe(RestoreResult.Restored);
        (await RowsAsync("time")).Count.ShouldBe(10);
        (await OrdersAsync()).Records.ShouldBe(10);
        (await versions.RestoreAsync(Sales, Orders, new TableVersion(9), Cancellation)).ShouldBe(RestoreResult.VersionNotFound);
        (await versions.RestoreAsync(Sales, TableName.Parse("none"), new TableVersion(1), Cancellation)).ShouldBe(
            RestoreResult.TableNotFound
        );
        (await versions.ListAsync(Sales, TableName.Parse("none"), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Retention_forgets_what_is_old_and_nothing_else()
    {
        var table = await OrdersAsync();
        await Commits.AppendAsync(table.Id, null, [Rows(table, 1, 10)], Cancellation);
        await Commits.AppendAsync(table.Id, null, [Rows(table, 50, 10)], Cancellation);
        await Commits.ReplaceAsync(table.Id, null, new TableVersion(2), [Rows(table, 100, 3)], Cancellation);
        await new TableVersions(Database).RestoreAsync(Sales, Orders, new TableVersion(1), Cancellation);
        (await Retention.RunOnceAsync(Cancellation)).ShouldBe(0);

        Clock.Advance(Options.VersionRetention + TimeSpan.FromMinutes(1));
        (await Retention.RunOnceAsync(Cancellation)).ShouldBe(3);

        // The file of version 1 lives on in the restored version.
        (await PublishedAsync()).Count.ShouldBe(1);
        (await RowsAsync("time")).Count.ShouldBe(10);
        (await new TableVersions(Database).ListAsync(Sales, Orders, Cancellation))!.Select(v => v.Version.Value).ShouldBe([4]);
        (await Retention.RunOnceAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Retention_removes_dropped_tables_with_their_files()
    {
        await ImportAsync("""{"time":1}""");
        await Catalog.DeleteDatabaseAsync(Sales, Cancellation);
        await Retention.RunOnceAsync(Cancellation);
        (await PublishedAsync()).Count.ShouldBe(1);

        Clock.Advance(Options.VersionRetention + TimeSpan.FromMinutes(1));
        await Retention.RunOnceAsync(Cancellation);

        (await PublishedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_past_the_expiry_go_with_their_files()
    {
        var table = await OrdersAsync();
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        await Commits.AppendAsync(table.Id, null, [Rows(table, now - (3 * 86400), 10)], Cancellation);
        await Commits.AppendAsync(table.Id, null, [Rows(table, now - 86400, 5)], Cancellation);
        await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { ExpireDays = 2 }, Cancellation);

        await Retention.RunOnceAsync(Cancellation);

        (await OrdersAsync()).Records.ShouldBe(5);
        (await RowsAsync("time")).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_crash_between_file_and_commit_leaves_an_orphan_for_the_sweeper()
    {
        var table = await OrdersAsync();
        await Commits.AppendAsync(table.Id, null, [Rows(table, 1, 10)], Cancellation);
        var died = Commits.CommitAsync(
            table.Id,
            null,
            [Rows(table, 1, 5)],
            (_, _, _) => throw new InvalidOperationException("died"),
            Cancellation
        );
        await Should.ThrowAsync<InvalidOperationException>(died);
        (await PublishedAsync()).Count.ShouldBe(2);

        (await Sweeper.RunOnceAsync(Cancellation)).ShouldBe(0);
        Clock.Advance(Options.OrphanAge + TimeSpan.FromMinutes(1));
        (await Sweeper.RunOnceAsync(Cancellation)).ShouldBe(1);

        (await RowsAsync("time")).Count.ShouldBe(10);
        (await PublishedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_that_the_sweeper_may_overtake_gives_up()
    {
        var table = await OrdersAsync();
        var files = new SlowFileStore(Files, () => Clock.Advance(Options.OrphanAge));
        var commits = new TableCommits(Database, files, Options, Clock);

        await Should.ThrowAsync<TimeoutException>(commits.AppendAsync(table.Id, null, [Rows(table, 1, 5)], Cancellation));
        (await OrdersAsync()).Records.ShouldBe(0);
    }

    /// <summary>A staged file with the times from a start on, one a second.</summary>
    StagedFile Rows(Table table, long start, int count) =>
        Written(table, $"SELECT {start} + range AS t FROM range({count})", ["time"], ["t"])!;

    StagedFile? Written(Table table, string query, string[] targets, string[] sources) =>
        WriteFile(query, FileLayout.ForTable(table, targets, sources, 99));

    StagedFile? WriteFile(string query, FileLayout layout)
    {
        var path = Staging.NewFile();
        var statistics = Engine.Run(
            connection =>
            {
                using var copied = connection.Query(layout.CopySql(query, path));
                return WrittenFile.Read(copied, layout);
            },
            Cancellation
        );
        return statistics is null ? null : new StagedFile(path, statistics);
    }

    async Task UpdateSchemaAsync(params string[] columns)
    {
        var schema = TableSchema
            .Create(columns.Select(c => c.Split(' ')).Select(p => new SchemaEntry(p[0], ColumnType.Parse(p[1]))))
            .Schema!;
        await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { Schema = schema }, Cancellation);
    }
}
