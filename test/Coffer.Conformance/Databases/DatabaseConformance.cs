using Coffer.Database;
using Coffer.Database.Migrations;
using Coffer.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

/// <summary>What every store may rely on, asked of each database.</summary>
public abstract class DatabaseConformance(DatabaseKind kind) : DatabaseTest(kind)
{
    static readonly SqlText Insert = SqlText.Same("AccountInsert", "INSERT INTO account (id, balance, note) VALUES (@id, @balance, @note)");
    static readonly SqlText Update = SqlText.Same("AccountUpdate", "UPDATE account SET balance = @balance WHERE id = @id");
    static readonly SqlText Select = SqlText.Same("AccountSelect", "SELECT id, balance, note FROM account WHERE id = @id");
    static readonly SqlText Total = SqlText.Same("AccountTotal", "SELECT count(*) AS n FROM account");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.WriteAsync(
            async tx =>
            {
                await tx.ExecuteScriptAsync("CREATE TABLE account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL, note TEXT)");
                return true;
            },
            Cancellation
        );
    }

    [Fact]
    public async Task A_commit_is_seen_by_another_connection()
    {
        await InsertAsync(1, 10);

        (await BalanceAsync(Test.OpenAnother(), 1)).ShouldBe(10);
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing()
    {
        var failed = Database.WriteAsync<int>(
            async tx =>
            {
                await tx.ExecuteAsync(Insert, ("id", 1L), ("balance", 10L), ("note", null));
                throw new InvalidDataException("no");
            },
            Cancellation
        );

        (await Should.ThrowAsync<InvalidDataException>(failed)).Message.ShouldBe("no");
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Writing_in_a_read_fails()
    {
        await Should.ThrowAsync<System.Data.Common.DbException>(
            Database.ReadAsync(tx => tx.ExecuteAsync(Insert, ("id", 1L), ("balance", 1L), ("note", null)), Cancellation)
        );
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_read_stays_on_its_snapshot()
    {
        await InsertAsync(1, 10);

        var (before, after) = await Database.ReadAsync(
            async tx =>
            {
                var first = await tx.QuerySingleAsync(Select, row => row.Long("balance"), ("id", 1L));
                await UpdateAsync(1, 20);
                return (first, await tx.QuerySingleAsync(Select, row => row.Long("balance"), ("id", 1L)));
            },
            Cancellation
        );

        (before, after).ShouldBe((10, 10));
        (await BalanceAsync(Database, 1)).ShouldBe(20);
    }

    [Fact]
    public async Task Concurrent_read_then_write_loses_no_update()
    {
        await InsertAsync(1, 0);

        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(_ =>
                    Task.Run(() =>
                        Database.WriteAsync(
                            async tx =>
                            {
                                var balance = await tx.QuerySingleAsync(Select, row => row.Long("balance"), ("id", 1L));
                                return await tx.ExecuteAsync(Update, ("id", 1L), ("balance", balance + 1));
                            },
                            Cancellation
                        )
                    )
                )
        );

        (await BalanceAsync(Database, 1)).ShouldBe(40);
    }

    [Fact]
    public async Task A_failing_write_among_many_fails_alone()
    {
        var writes = Enumerable
            .Range(0, 60)
            .Select(i =>
                Database.WriteAsync(
                    async tx =>
                    {
                        await tx.ExecuteAsync(Insert, ("id", (long)i), ("balance", 0L), ("note", null));
                        return i % 3 == 0 ? throw new InvalidDataException() : i;
                    },
                    Cancellation
                )
            )
            .ToList();

        await Should.ThrowAsync<InvalidDataException>(Task.WhenAll(writes));
        writes.Where(w => w.IsFaulted).Count().ShouldBe(20);
        (await CountAsync()).ShouldBe(40);
    }

    [Fact]
    public async Task A_statement_that_fails_undoes_its_own_write_only()
    {
        await InsertAsync(1, 10);
        var duplicate = InsertAsync(1, 11);
        var other = InsertAsync(2, 12);

        await Should.ThrowAsync<System.Data.Common.DbException>(duplicate);
        await other;
        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_write_inside_a_write_is_refused()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            Database.WriteAsync(
                async tx =>
                {
                    await InsertAsync(1, 1);
                    return true;
                },
                Cancellation
            )
        );
        await InsertAsync(2, 2);
    }

    [Fact]
    public async Task A_cancelled_write_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            Database.WriteAsync(tx => tx.ExecuteAsync(Insert, ("id", 1L), ("balance", 1L), ("note", null)), cancelled.Token)
        );
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Null_text_and_long_values_come_back_as_written()
    {
        const string note = "ä\n' ; -- \"x\" 日本 🎉";
        await Database.WriteAsync(
            tx => tx.ExecuteAsync(Insert, ("id", long.MinValue), ("balance", long.MaxValue), ("note", note)),
            Cancellation
        );
        await InsertAsync(5, 0);

        var row = await Database.ReadAsync(
            tx => tx.QuerySingleAsync(Select, r => (r.Long("id"), r.Long("balance"), r.String("note")), ("id", long.MinValue)),
            Cancellation
        );
        row.ShouldBe((long.MinValue, long.MaxValue, note));
        (await Database.ReadAsync(tx => tx.QuerySingleAsync(Select, r => r.IsNull("note"), ("id", 5L)), Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_missing_row_is_null()
    {
        (await Database.ReadAsync(tx => tx.QuerySingleAsync(Select, r => (long?)r.Long("id"), ("id", 9L)), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_notification_wakes_after_the_commit_and_not_after_a_rollback()
    {
        using var good = Database.Wakeups.Subscribe("good");
        using var bad = Database.Wakeups.Subscribe("bad");
        await DrainAsync(good);
        await DrainAsync(bad);

        await Should.ThrowAsync<InvalidDataException>(
            Database.WriteAsync<bool>(
                tx =>
                {
                    tx.Notify("bad");
                    throw new InvalidDataException();
                },
                Cancellation
            )
        );
        await NotifyAsync(Database, "good");

        (await good.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).ShouldBeTrue();
        (await bad.WaitAsync(TimeSpan.Zero, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        var migrator = new Migrator(Database, NullLogger<Migrator>.Instance);
        var before = await SchemaDump.ReadAsync(Database, Cancellation);

        (await migrator.MigrateAsync(Cancellation)).ShouldBeEmpty();
        (await migrator.CheckAsync(Cancellation)).IsCurrent.ShouldBeTrue();
        (await SchemaDump.ReadAsync(Database, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task Two_servers_that_migrate_at_once_apply_each_step_once()
    {
        await using var empty = await TestDatabase.CreateAsync(Database.Kind);
        // SQLite has one server per file, which the data directory's lock sees to.
        var second = Database.Kind == DatabaseKind.Sqlite ? empty.Database : empty.OpenAnother();
        Migration[] steps = [new(1, "one", "CREATE TABLE one (id BIGINT)"), new(2, "two", "CREATE TABLE two (id BIGINT)")];

        var applied = await Task.WhenAll(
            new[] { empty.Database, second }.Select(
                (d, i) =>
                    i == 0 || Database.Kind == DatabaseKind.Postgres
                        ? new Migrator(d, steps, NullLogger<Migrator>.Instance).MigrateAsync(Cancellation)
                        : Task.FromResult<IReadOnlyList<Migration>>([])
            )
        );

        applied.Sum(a => a.Count).ShouldBe(2);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_database_at_the_step_before()
    {
        await using var empty = await TestDatabase.CreateAsync(Database.Kind);
        Migration[] steps =
        [
            new(1, "one", "CREATE TABLE one (id BIGINT)"),
            new(2, "two", "CREATE TABLE two (id BIGINT); CREATE TABLE one (id BIGINT)"),
        ];
        var migrator = new Migrator(empty.Database, steps, NullLogger<Migrator>.Instance);

        await Should.ThrowAsync<System.Data.Common.DbException>(migrator.MigrateAsync(Cancellation));

        var status = await migrator.CheckAsync(Cancellation);
        (status.Current, status.Pending.Count).ShouldBe((1, 1));
        (await SchemaDump.ReadAsync(empty.Database, Cancellation)).ShouldNotContain("two");
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        await using var newer = await TestDatabase.CreateAsync(Database.Kind);
        Migration[] steps = [new(1, "one", "CREATE TABLE one (id BIGINT)"), new(2, "two", "CREATE TABLE two (id BIGINT)")];
        await new Migrator(newer.Database, steps, NullLogger<Migrator>.Instance).MigrateAsync(Cancellation);

        var older = new Migrator(newer.Database, steps[..1], NullLogger<Migrator>.Instance);

        (await Should.ThrowAsync<SchemaMismatchException>(older.MigrateAsync(Cancellation))).Message.ShouldContain("schema version 2");
    }

    [Fact]
    public async Task A_changed_migration_is_refused()
    {
        await using var changed = await TestDatabase.CreateAsync(Database.Kind);
        await new Migrator(changed.Database, [new(1, "one", "CREATE TABLE one (id BIGINT)")], NullLogger<Migrator>.Instance).MigrateAsync(
            Cancellation
        );

        var other = new Migrator(changed.Database, [new(1, "one", "CREATE TABLE one (id TEXT)")], NullLogger<Migrator>.Instance);

        await Should.ThrowAsync<SchemaMismatchException>(other.CheckAsync(Cancellation));
    }

    [Fact]
    public void The_migrations_are_numbered_without_gaps_and_named_alike()
    {
        var sqlite = Migration.Embedded(DatabaseKind.Sqlite);
        sqlite.Select(m => m.Version).ShouldBe(Enumerable.Range(1, sqlite.Count));
        Migration.Embedded(DatabaseKind.Postgres).Select(m => (m.Version, m.Name)).ShouldBe(sqlite.Select(m => (m.Version, m.Name)));
    }

    protected static Task NotifyAsync(IDatabase database, string channel) =>
        database.WriteAsync(
            tx =>
            {
                tx.Notify(channel);
                return Task.FromResult(true);
            },
            CancellationToken.None
        );

    /// <summary>The listener of PostgreSQL wakes everybody once when it is connected.</summary>
    protected async Task DrainAsync(Wakeup wakeup)
    {
        if (Database.Kind == DatabaseKind.Postgres)
            await wakeup.WaitAsync(TimeSpan.FromSeconds(1), Cancellation);
    }

    protected Task InsertAsync(long id, long balance) =>
        Database.WriteAsync(tx => tx.ExecuteAsync(Insert, ("id", id), ("balance", balance), ("note", null)), Cancellation);

    protected Task<long> CountAsync() => Database.ReadAsync(tx => tx.QuerySingleAsync(Total, row => row.Long("n")), Cancellation);

    Task UpdateAsync(long id, long balance) =>
        Database.WriteAsync(tx => tx.ExecuteAsync(Update, ("id", id), ("balance", balance)), Cancellation);

    Task<long> BalanceAsync(IDatabase database, long id) =>
        database.ReadAsync(tx => tx.QuerySingleAsync(Select, row => row.Long("balance"), ("id", id)), Cancellation);
}
