using Shouldly;
using Xunit;

namespace Coffer.DuckDb.Tests;

public sealed class ConnectionTests : IDisposable
{
    const string Endless = "SELECT sum(hash(a.i, b.i) % 3) FROM range(10000000) a(i), range(10000000) b(i)";

    readonly DuckDbInstance _instance = DuckDbInstance.Open();
    readonly Connection _connection;

    public ConnectionTests() => _connection = _instance.Connect();

    [Fact]
    public void The_native_library_is_the_pinned_one() => DuckDbInstance.LibraryVersion.ShouldBe("v1.5.6");

    [Theory]
    [InlineData("SELEC 1", DuckDbErrorKind.Parser)]
    [InlineData("SELECT x", DuckDbErrorKind.Binder)]
    [InlineData("SELECT * FROM missing", DuckDbErrorKind.Catalog)]
    [InlineData("SELECT CAST('x' AS INTEGER)", DuckDbErrorKind.Conversion)]
    [InlineData("SELECT 9223372036854775807 + 1", DuckDbErrorKind.OutOfRange)]
    [InlineData("SELECT * FROM read_csv('/missing.csv')", DuckDbErrorKind.Io)]
    public void An_error_has_its_kind(string sql, DuckDbErrorKind kind)
    {
        Should.Throw<DuckDbException>(() => _connection.Execute(sql)).Kind.ShouldBe(kind);
        Should.Throw<DuckDbException>(() => Drain(_connection.Stream(sql))).Kind.ShouldBe(kind);
        _connection.Execute("SELECT 1");
    }

    [Fact]
    public async Task A_running_query_is_interrupted_and_the_connection_lives_on()
    {
        var running = Task.Run(() => Drain(_connection.Stream(Endless)));
        while (!running.IsCompleted)
        {
            _connection.Interrupt();
            await Task.Yield();
        }

        (await Should.ThrowAsync<DuckDbException>(() => running)).Kind.ShouldBe(DuckDbErrorKind.Interrupt);
        _connection.Execute("SELECT 1");
    }

    [Fact]
    public async Task Progress_rises_while_a_query_runs()
    {
        _connection.Execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0");
        _connection.Execute("CREATE TABLE t AS SELECT range AS i FROM range(3000000)");
        var running = Task.Run(() => Drain(_connection.Query("SELECT sum(length(md5(i::VARCHAR) || md5(i::VARCHAR))) FROM t")));
        var most = 0.0;
        while (!running.IsCompleted && most <= 0)
        {
            most = Math.Max(most, _connection.Progress().Percentage);
            await Task.Yield();
        }

        await running;
        most.ShouldBeInRange(double.Epsilon, 100);
    }

    [Fact]
    public void Two_connections_see_the_same_committed_data()
    {
        using var other = _instance.Connect();
        _connection.Execute("CREATE TABLE t (i INTEGER); BEGIN; INSERT INTO t VALUES (1)");
        Count(other, "SELECT * FROM t").ShouldBe(0);
        _connection.Execute("COMMIT");
        Count(other, "SELECT * FROM t").ShouldBe(1);
    }

    [Fact]
    public void Parameters_are_bound_by_number()
    {
        using var statement = _connection.Prepare("SELECT $1::BIGINT, $2::DOUBLE, $3::VARCHAR, $4::BOOLEAN, $5::BLOB, $6::INTEGER");
        statement.ParameterCount.ShouldBe(6);
        statement.Bind(1, 7L).Bind(2, 1.5).Bind(3, "it's").Bind(4, true).Bind(5, [1, 2]).BindNull(6);
        for (var i = 0; i < 2; i++)
        {
            using var result = statement.Execute();
            result.NextChunk(out var chunk).ShouldBeTrue();
            string.Join(" ", Enumerable.Range(0, 6).Select(column => ValueText.Of(chunk.Column(column), 0)))
                .ShouldBe("7 1.5 it's true 0102 null");
        }

        Should.Throw<DuckDbException>(() => statement.Bind(9, 1L)).Kind.ShouldBe(DuckDbErrorKind.InvalidInput);
    }

    [Fact]
    public void A_statement_says_how_many_rows_it_changed()
    {
        _connection.Execute("CREATE TABLE t AS SELECT range AS i FROM range(10)");
        _connection.Execute("DELETE FROM t WHERE i < 4").ShouldBe(4);
    }

    [Fact]
    public void A_locked_configuration_stays_as_it_is()
    {
        _connection.Execute("SET enable_external_access = false; SET lock_configuration = true");
        string[] attempts =
        [
            "SET threads = 8",
            "SET memory_limit = '1TB'",
            "SET TimeZone = 'Asia/Tokyo'",
            "SET enable_external_access = true",
            "SET lock_configuration = false",
            "RESET threads",
            "RESET lock_configuration",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SELECT * FROM read_text('/etc/hostname')",
            "COPY (SELECT 1) TO '/tmp/out.csv'",
            "ATTACH '/tmp/other.db'",
        ];
        foreach (var attempt in attempts)
        {
            Should.Throw<DuckDbException>(() => _connection.Execute(attempt), attempt);
        }
    }

    [Fact]
    public void An_abandoned_stream_frees_its_connection()
    {
        using (var result = _connection.Stream("SELECT * FROM range(100000000)"))
        {
            result.NextChunk(out _).ShouldBeTrue();
        }

        Count(_connection, "SELECT 1").ShouldBe(1);
    }

    static long Count(Connection connection, string sql) => Drain(connection.Query(sql));

    internal static long Drain(QueryResult result)
    {
        using (result)
        {
            var rows = 0L;
            while (result.NextChunk(out var chunk))
            {
                rows += chunk.Count;
            }

            return rows;
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }
}
