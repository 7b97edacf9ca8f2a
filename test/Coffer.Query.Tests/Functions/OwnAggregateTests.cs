using Coffer.Query.DuckDb;
using Coffer.Sql;
using Coffer.Sql.Catalog;
using Coffer.Sql.Functions;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests.Functions;

/// <summary>Our aggregates inside DuckDB in the calls for which DuckDB hands a C aggregate one state instead of one per row.</summary>
public sealed class OwnAggregateTests
{
    const string Rows = "(SELECT CAST(x AS double) AS x, x % 3 AS g FROM UNNEST(sequence(1, 3000)) AS t (x))";

    [Theory]
    [InlineData("SELECT kurtosis(x ORDER BY x DESC) FROM " + Rows, 1)]
    [InlineData("SELECT kurtosis(x) OVER () FROM " + Rows, 3000)]
    [InlineData("SELECT kurtosis(x) OVER (PARTITION BY g) FROM " + Rows, 3000)]
    [InlineData("SELECT kurtosis(x) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM " + Rows, 3000)]
    [InlineData("SELECT kurtosis(x) OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM " + Rows, 3000)]
    [InlineData("SELECT kurtosis(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM " + Rows, 3000)]
    [InlineData("SELECT kurtosis(x) OVER w FROM " + Rows + " WINDOW w AS (PARTITION BY g)", 3000)]
    [InlineData("SELECT kurtosis(1e0) OVER () FROM " + Rows, 3000)]
    [InlineData("SELECT checksum(x ORDER BY x) FROM " + Rows, 1)]
    [InlineData("SELECT checksum(x) OVER () FROM " + Rows, 3000)]
    public void A_whole_partition_and_an_order_are_safe(string query, int rows)
    {
        using var engine = EngineInstance.Open();

        Run(engine, query).Count.ShouldBe(rows);
    }

    [Fact]
    public void A_whole_partition_gives_each_row_the_answer_of_its_group()
    {
        using var engine = EngineInstance.Open();

        var grouped = Run(engine, $"SELECT g, kurtosis(x) FROM {Rows} GROUP BY g");
        var windowed = Run(engine, $"SELECT DISTINCT g, kurtosis(x) OVER (PARTITION BY g) FROM {Rows}");

        windowed.Order().ShouldBe(grouped.Order());
    }

    [Fact]
    public void Every_aggregate_of_ours_is_called_only_from_rows_that_say_so()
    {
        using var engine = EngineInstance.Open();
        var names = new List<string>();
        using (
            var result = engine.Connection.Query(
                "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate' AND starts_with(function_name, 'trino_')"
            )
        )
        {
            while (result.NextChunk(out var chunk))
            {
                names.AddRange(Enumerable.Range(0, chunk.Count).Select(row => chunk.Column(0).String(row)));
            }
        }

        names.ShouldNotBeEmpty();
        FunctionCatalog
            .All.Where(function =>
                !function.Own && names.Any(name => function.Lower?.Contains(name + "(", StringComparison.Ordinal) == true)
            )
            .Select(function => function.Signature)
            .ShouldBeEmpty();
    }

    static IReadOnlyList<string> Run(EngineInstance engine, string query)
    {
        var session = new SqlSession { NowMicros = 0, ScheduledTime = 0 };
        var compiled = SqlFrontEnd.Compile(SourceStatement.Whole(query), SqlDialect.Trino, session, new NoTables());
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
