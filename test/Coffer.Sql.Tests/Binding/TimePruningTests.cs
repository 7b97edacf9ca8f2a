using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Binding;

public sealed class TimePruningTests
{
    const long Open = long.MinValue;
    const long End = long.MaxValue;

    [Theory]
    [InlineData("SELECT a FROM t", Open, End)]
    [InlineData("SELECT a FROM t WHERE time >= 100 AND time < 200", 100, 200)]
    [InlineData("SELECT a FROM t WHERE 100 < time AND time <= 200 AND a = 3", 101, 201)]
    [InlineData("SELECT a FROM t WHERE time BETWEEN 100 AND 200", 100, 201)]
    [InlineData("SELECT a FROM t WHERE time = 150", 150, 151)]
    [InlineData("SELECT a FROM t WHERE time IN (150, 160)", 150, 161)]
    [InlineData("SELECT a FROM t WHERE time < 100 OR time BETWEEN 200 AND 300", Open, 301)]
    [InlineData("SELECT a FROM t WHERE time < 100 OR a = 1", Open, End)]
    [InlineData("SELECT a FROM t WHERE NOT (time < 100)", Open, End)]
    [InlineData("SELECT a FROM t WHERE TD_TIME_RANGE(time, '2013-01-01', '2013-01-02', 'PDT')", 1357023600, 1357110000)]
    [InlineData("SELECT a FROM t WHERE TD_TIME_RANGE(time, '2013-01-01 PDT')", 1357023600, End)]
    [InlineData("SELECT a FROM t WHERE TD_TIME_RANGE(time, NULL, '2013-01-02')", Open, 1357084800)]
    [InlineData("SELECT a FROM t WHERE TD_TIME_RANGE(time, TD_TIME_ADD('2013-01-01', '-1d'), '2013-01-01')", 1356912000, 1356998400)]
    [InlineData(
        "SELECT a FROM t WHERE TD_TIME_RANGE(time, TD_DATE_TRUNC('day', TD_SCHEDULED_TIME()), TD_SCHEDULED_TIME())",
        1699920000,
        1700000000
    )]
    [InlineData("SELECT a FROM t WHERE TD_INTERVAL(time, '-1d')", 1699833600, 1699920000)]
    [InlineData("SELECT n FROM (SELECT time AS s, a AS n FROM t) WHERE s >= 100", 100, End)]
    [InlineData("SELECT n FROM (SELECT time AS s, count(*) AS n FROM t GROUP BY time) WHERE s >= 100", 100, End)]
    [InlineData("SELECT n FROM (SELECT time AS s, a AS n FROM t LIMIT 5) WHERE s >= 100", Open, End)]
    [InlineData("SELECT n FROM (SELECT time AS s, row_number() OVER (ORDER BY a) AS n FROM t) WHERE s >= 100", Open, End)]
    [InlineData("WITH w AS (SELECT * FROM t) SELECT a FROM w WHERE time >= 100", 100, End)]
    [InlineData("WITH w AS (SELECT * FROM t) SELECT a FROM w WHERE time >= 100 UNION ALL SELECT a FROM w WHERE time >= 50", 50, End)]
    [InlineData("SELECT x FROM t LEFT JOIN u ON t.a = u.a WHERE t.time >= 100", 100, End)]
    [InlineData("SELECT x FROM t LEFT JOIN u ON t.a = u.a AND t.time >= 100", Open, End)]
    [InlineData("SELECT x FROM t JOIN u ON t.a = u.a AND t.time >= 100", 100, End)]
    [InlineData("SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.time >= 5)", Open, End)]
    public void The_first_scan_is_pruned_to_what_the_predicates_imply(string sql, long from, long to)
    {
        var result = TestCatalog.Compile(sql);
        result.Diagnostic.ShouldBeNull();
        ((CompiledQuery)result.Statement!).Scans[0].Time.ShouldBe(new TimeRange(from, to));
    }

    [Theory]
    [InlineData("SELECT a FROM t WHERE TD_TIME_RANGE(time, '2013-01-01', 'PDT')")]
    [InlineData("SELECT a FROM t WHERE TD_TIME_RANGE(time, '2013-01-01', NULL, 'Nowhere')")]
    [InlineData("SELECT a FROM t WHERE TD_INTERVAL(time, 'yesterdayish')")]
    public void A_window_that_means_nothing_is_refused(string sql) =>
        TestCatalog.Compile(sql).Diagnostic.ShouldNotBeNull().Name.ShouldBe("INVALID_FUNCTION_ARGUMENT");

    [Fact]
    public void Only_the_columns_that_are_read_are_asked_from_a_scan() =>
        ((CompiledQuery)TestCatalog.Compile("SELECT b FROM t WHERE a = 1").Statement!).Scans[0].Columns.ShouldBe(["a", "b"]);
}
