using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Binding;

public sealed class QueryTests
{
    [Theory]
    [InlineData("SELECT 1", "SELECT CAST(1 AS INTEGER) AS \"c1\"")]
    [InlineData(
        "SELECT b, count(*) AS n FROM t WHERE a > 5 GROUP BY b ORDER BY n DESC LIMIT 3",
        "SELECT \"r3\".\"c1\" AS \"c1\", \"r3\".\"c2\" AS \"c2\" FROM (SELECT \"r1\".\"b\" AS \"c1\", count(*) AS \"c2\" FROM \"scan_0\" AS \"r1\""
            + " WHERE (\"r1\".\"a\" > CAST(5 AS BIGINT)) GROUP BY \"r1\".\"b\") AS \"r3\" ORDER BY 2 DESC NULLS LAST LIMIT 3"
    )]
    public void A_query_is_printed_in_the_closed_language(string sql, string expected)
    {
        var result = TestCatalog.Compile(sql);
        result.Diagnostic.ShouldBeNull();
        ((CompiledQuery)result.Statement!).DuckSql.ShouldBe(expected);
    }
}
