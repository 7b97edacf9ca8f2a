using Coffer.Query.DuckDb;
using Coffer.Sql;
using Coffer.Sql.Catalog;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests.Functions;

/// <summary>Functions as statements use them: from the text through the front end and the engine to the rows.</summary>
public sealed class StatementFunctionsTests
{
    [Theory]
    [InlineData("SELECT 1/2, 7 % 3, 2.5e0 / 0", """[0,1,"Infinity"]""")]
    [InlineData("SELECT concat('a', NULL), greatest(1, NULL), split_part('a,b', ',', 5)", "[null,null,null]")]
    [InlineData("SELECT CAST(1e7 AS varchar) || '!', TRY_CAST(' 12 ' AS bigint), CAST(2.5e0 AS bigint)", """["1.0E7!",null,3]""")]
    [InlineData(
        "SELECT json_extract_scalar(json_parse('{\"a\":{\"b\":1.50}}'), '$.a.b'), regexp_replace('2024-01-02', '-', '/')",
        """["1.5","2024/01/02"]"""
    )]
    [InlineData(
        "SELECT array_join(transform(ARRAY[1,2,NULL], x -> x * 2), ',', '?'), element_at(MAP(ARRAY['k'], ARRAY[1]), 'z')",
        """["2,4,?",null]"""
    )]
    [InlineData(
        "SELECT reduce(ARRAY[1,2,3], 0, (s, x) -> s + x, s -> s * 10), array_sort(ARRAY[1,3,2], (a, b) -> IF(a > b, -1, IF(a = b, 0, 1)))",
        "[60,[3,2,1]]"
    )]
    [InlineData(
        "SELECT TD_TIME_FORMAT(1534209825, 'yyyy-MM-dd', 'JST'), TD_TIME_PARSE('2018-08-14', 'JST'), TD_DATE_TRUNC('day', 1534209825), TD_TIME_STRING(1534209825, 'd!', 'JST')",
        """["2018-08-14",1534172400,1534204800,"2018-08-14"]"""
    )]
    [InlineData(
        "SELECT date_format(from_unixtime(1534209825), '%Y-%m-%d %H:%i'), date_diff('day', DATE '2024-02-28', DATE '2024-03-01')",
        """["2018-08-14 01:23",2]"""
    )]
    [InlineData(
        "SELECT count_if(x > 1), approx_percentile(x, 0.5), map_agg(x, x), max_by(x, -x) FROM (VALUES 1, 2, 3) t(x)",
        """[2,2,{"1":1,"2":2,"3":3},1]"""
    )]
    public void Everyday_expressions_answer_as_trino_does(string sql, string row) => Run(sql).ShouldBe([row]);

    [Fact]
    public void Sessions_of_each_user_have_one_identifier()
    {
        const string sql = """
            SELECT k, count(DISTINCT s) FROM (
              SELECT k, TD_SESSIONIZE_WINDOW(t, 1800) OVER (PARTITION BY k ORDER BY t) AS s
              FROM (VALUES ('a', 0), ('a', 100), ('a', 5000), ('b', 0), ('b', 1800)) v(k, t))
            GROUP BY k ORDER BY k
            """;
        Run(sql).ShouldBe(["""["a",2]""", """["b",1]"""]);
        Run(
                sql.Replace("k, count(DISTINCT s)", "count(DISTINCT s)", StringComparison.Ordinal)
                    .Replace("GROUP BY k ORDER BY k", "", StringComparison.Ordinal)
            )
            .ShouldBe(["[3]"]);
    }

    static IReadOnlyList<string> Run(string sql)
    {
        using var engine = EngineInstance.Open();
        var session = new SqlSession { NowMicros = 1_700_000_000_000_000, ScheduledTime = 1_700_000_000 };
        var compiled = SqlFrontEnd.Compile(SourceStatement.Whole(sql), SqlDialect.Trino, session, new NoTables());
        compiled.Diagnostic.ShouldBeNull();
        return InProcessQuery.Run(engine.Connection, (CompiledQuery)compiled.Statement!);
    }

    sealed class NoTables : ISqlCatalog
    {
        public IReadOnlyList<string> Schemas => [];

        public bool SchemaExists(string schema) => false;

        public IReadOnlyList<SqlTable> Tables(string schema) => [];

        public SqlTable? FindTable(string schema, string table) => null;
    }
}
