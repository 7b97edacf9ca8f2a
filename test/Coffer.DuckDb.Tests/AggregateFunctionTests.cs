using Shouldly;
using Xunit;

namespace Coffer.DuckDb.Tests;

public sealed class AggregateFunctionTests : IDisposable
{
    readonly DuckDbInstance _instance = DuckDbInstance.Open();
    readonly Connection _connection;

    public AggregateFunctionTests()
    {
        _connection = _instance.Connect();
        _connection.Register(
            new LongestText
            {
                Name = "longest",
                Parameters = [LogicalType.Varchar],
                Returns = LogicalType.Varchar,
            }
        );
        _connection.Register(
            new CollectNumbers
            {
                Name = "collect",
                Parameters = [LogicalType.BigInt],
                Returns = LogicalType.List(LogicalType.BigInt),
                NullHandling = NullHandling.Called,
            }
        );
        _connection.Execute(
            "CREATE TABLE t AS SELECT i, i % 3 AS g, CASE WHEN i % 5 <> 0 THEN repeat('x', (i % 100)::INTEGER) || i END AS s FROM range(100000) t(i)"
        );
    }

    [Theory]
    [InlineData("SELECT longest(s) FROM (VALUES ('a'), ('ccc'), ('bb'), (NULL)) v(s)", "ccc")]
    [InlineData("SELECT longest(s) FROM (SELECT 'x' AS s WHERE false)", "null")]
    [InlineData("SELECT longest(NULL)", "null")]
    [InlineData("SELECT longest(DISTINCT s) FROM (VALUES ('a'), ('bb'), ('bb')) v(s)", "bb")]
    [InlineData("SELECT longest(s) FILTER (WHERE s <> 'ccc') FROM (VALUES ('a'), ('ccc'), ('bb')) v(s)", "bb")]
    [InlineData("SELECT longest(s) FROM t", "EXPECTED")]
    [InlineData(
        "SELECT string_agg(l, ',' ORDER BY g) FROM (SELECT g, longest(s) = (SELECT s FROM t u WHERE u.g = t.g AND s IS NOT NULL ORDER BY length(s) DESC, s LIMIT 1) AS l FROM t GROUP BY g)",
        "true,true,true"
    )]
    [InlineData("SELECT count(*) FROM (SELECT i, longest(s) AS l FROM t GROUP BY i) JOIN t USING (i) WHERE l IS DISTINCT FROM s", "0")]
    [InlineData(
        "SELECT string_agg(l, ',' ORDER BY i) FROM (SELECT i, longest(s) OVER (ORDER BY i ROWS 1 PRECEDING) AS l FROM (VALUES (1, 'aa'), (2, 'b'), (3, 'c'), (4, NULL)) v(i, s))",
        "aa,aa,b,c"
    )]
    [InlineData(
        "SELECT count(*) FROM (SELECT i, longest(s) OVER (ORDER BY i ROWS 500 PRECEDING) AS l, max(length(s)) OVER (ORDER BY i ROWS 500 PRECEDING) AS m FROM t) WHERE length(l) IS DISTINCT FROM m",
        "0"
    )]
    [InlineData("SELECT collect(i) FROM (VALUES (1), (NULL), (3)) v(i)", "[1, null, 3]")]
    [InlineData("SELECT sum(len(l)) FROM (SELECT collect(i) AS l FROM t GROUP BY i % 20000)", "100000")]
    [InlineData(
        "SELECT list(l ORDER BY i) FROM (SELECT i, collect(i) OVER (ORDER BY i ROWS 1 PRECEDING) AS l FROM range(3) v(i))",
        "[[0], [0, 1], [1, 2]]"
    )]
    [InlineData(
        "SELECT count(*) FROM (SELECT i, collect(i) OVER (ORDER BY i ROWS 3 PRECEDING) AS c, list(i) OVER (ORDER BY i ROWS 3 PRECEDING) AS l FROM t) WHERE list_sort(c) <> l",
        "0"
    )]
    public void An_aggregate_answers(string sql, string expected)
    {
        if (expected == "EXPECTED")
        {
            expected = One("SELECT s FROM t WHERE s IS NOT NULL ORDER BY length(s) DESC, s LIMIT 1");
        }

        One(sql).ShouldBe(expected);
    }

    [Fact]
    public void An_exception_in_an_aggregate_is_the_error_of_the_query() =>
        Should
            .Throw<DuckDbException>(() => _connection.Query("SELECT longest(s) FROM (VALUES ('a'), ('bad')) v(s)"))
            .Message.ShouldBe("Invalid Input Error: SOME_ERROR: bad text");

    string One(string sql)
    {
        using var result = _connection.Query(sql);
        result.NextChunk(out var chunk).ShouldBeTrue();
        return ValueText.Of(chunk.Column(0), 0);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }
}
