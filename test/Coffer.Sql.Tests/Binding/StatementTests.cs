using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Binding;

public sealed class StatementTests
{
    [Fact]
    public void An_insert_is_converted_to_the_types_of_its_columns()
    {
        var insert = (CompiledInsert)TestCatalog.Compile("INSERT INTO t (b, a) SELECT 'x', 1").Statement!;
        insert.TargetColumns.ShouldBe(["b", "a"]);
        insert.Query.Columns.Select(c => c.Type.Name).ShouldBe(["varchar", "bigint"]);
    }

    [Theory]
    [InlineData(
        "INSERT INTO t (a) VALUES 'x'",
        "TYPE_MISMATCH",
        "Insert query has mismatched column types: Table: [bigint], Query: [varchar(1)]"
    )]
    [InlineData("INSERT INTO t (nope) VALUES 1", "COLUMN_NOT_FOUND", "Insert column name does not exist in target table: nope")]
    [InlineData("CREATE TABLE x AS SELECT 1", "MISSING_COLUMN_NAME", "line 1:1: Column name not specified at position 1")]
    [InlineData("CREATE TABLE x AS SELECT 1 AS a, 2 AS A", "DUPLICATE_COLUMN_NAME", "line 1:1: Column name 'A' specified more than once")]
    [InlineData("CREATE TABLE t AS SELECT 1 AS a", "TABLE_ALREADY_EXISTS", "line 1:1: Destination table 'td.d.t' already exists")]
    [InlineData("DROP TABLE nope", "TABLE_NOT_FOUND", "line 1:1: Table 'td.d.nope' does not exist")]
    [InlineData("DELETE FROM t", "NOT_SUPPORTED", "line 1:1: Does not support DELETE statement without WHERE condition")]
    [InlineData("SELECT nope FROM t", "COLUMN_NOT_FOUND", "line 1:8: Column 'nope' cannot be resolved")]
    [InlineData(
        "SELECT a, count(*) FROM t",
        "EXPRESSION_NOT_AGGREGATE",
        "line 1:8: 'a' must be an aggregate expression or appear in GROUP BY clause"
    )]
    [InlineData("SELECT b + 1 FROM t", "TYPE_MISMATCH", "line 1:10: Cannot apply operator: varchar + integer")]
    [InlineData("SELECT 1 = '1'", "TYPE_MISMATCH", "line 1:10: Cannot apply operator: integer = varchar(1)")]
    [InlineData("SELECT a AS z FROM t WHERE z > 1", "COLUMN_NOT_FOUND", "line 1:28: Column 'z' cannot be resolved")]
    [InlineData(
        "SELECT DISTINCT a FROM t ORDER BY b",
        "EXPRESSION_NOT_IN_DISTINCT",
        "line 1:1: For SELECT DISTINCT, ORDER BY expressions must appear in select list"
    )]
    public void A_wrong_statement_is_refused_as_Trino_refuses_it(string sql, string name, string message)
    {
        var diagnostic = TestCatalog.Compile(sql).Diagnostic.ShouldNotBeNull();
        diagnostic.Name.ShouldBe(name);
        diagnostic.Message.ShouldBe(message);
    }

    [Fact]
    public void A_delete_names_the_rows_to_keep_and_counts_the_others()
    {
        var delete = (CompiledDelete)TestCatalog.Compile("DELETE FROM t WHERE time < 100 AND b = 'x'").Statement!;
        delete.Time.ShouldBe(new TimeRange(long.MinValue, 100));
        delete.KeepRows.Scans[0].Time.ShouldBe(TimeRange.All);
        delete.KeepRows.DuckSql.ShouldContain("(NOT coalesce(");
    }

    [Fact]
    public void A_deep_statement_is_compiled_or_refused_but_never_ends_the_process()
    {
        foreach (var depth in new[] { 300, 900, 5000 })
        {
            string[] statements =
            [
                $"SELECT {string.Join(" + ", Enumerable.Repeat("a", depth))} AS k, count(*) FROM t GROUP BY a",
                $"SELECT {new string('(', depth)}a{new string(')', depth)} FROM t",
                $"SELECT {string.Concat(Enumerable.Repeat("abs(", depth))}a{new string(')', depth)} FROM t",
                $"SELECT 1 WHERE {string.Join(" AND ", Enumerable.Repeat("1 = 1", depth))}",
                $"SELECT * FROM {string.Concat(Enumerable.Repeat("(SELECT * FROM ", depth))}t{new string(')', depth)}",
                string.Join(" UNION ALL ", Enumerable.Repeat("SELECT a FROM t", depth)),
            ];
            foreach (var sql in statements)
            {
                var result = TestCatalog.Compile(sql);
                (result.IsOk || result.Diagnostic.Name is "SYNTAX_ERROR" or "STACK_OVERFLOW").ShouldBeTrue(result.Diagnostic?.Message);
            }
        }
    }

    [Fact]
    public void Hive_is_refused_by_name() =>
        SqlFrontEnd
            .Compile(
                Coffer.Sql.Text.SourceStatement.Whole("SELECT 1"),
                SqlDialect.Hive,
                new SqlSession { NowMicros = 0, ScheduledTime = 0 },
                new TestCatalog()
            )
            .Diagnostic!.Name.ShouldBe("NOT_SUPPORTED");

    [Theory]
    [InlineData("SELECT 1.5", true, "double")]
    [InlineData("SELECT 1.5", false, "decimal(2,1)")]
    [InlineData("SELECT 1.50 * 2", false, "decimal(13,2)")]
    [InlineData("SELECT 1/2", true, "integer")]
    [InlineData("SELECT sum(a) FROM t", true, "bigint")]
    [InlineData("SELECT avg(a) FROM t", true, "double")]
    [InlineData("SELECT 'a' || 'b'", true, "varchar")]
    [InlineData("SELECT d + INTERVAL '1' DAY FROM t", true, "date")]
    [InlineData("SELECT d - d FROM t", true, "interval day to second")]
    [InlineData("SELECT coalesce(1, 2.5e0)", true, "double")]
    [InlineData("SELECT ROW(1, 'a')", true, "row(integer, varchar(1))")]
    [InlineData("SELECT MAP(ARRAY[1], ARRAY['a'])", true, "map(integer, varchar(1))")]
    [InlineData("SELECT current_timestamp", true, "timestamp(3) with time zone")]
    [InlineData("SELECT CAST(NULL AS row(a integer, \"B c\" varchar))", true, "row(a integer, \"B c\" varchar)")]
    public void Expressions_have_the_types_of_Trino(string sql, bool decimalsAsDouble, string type)
    {
        var result = TestCatalog.Compile(sql, decimalsAsDouble);
        result.Diagnostic.ShouldBeNull();
        ((CompiledQuery)result.Statement!).Columns[0].Type.Name.ShouldBe(type);
    }

    [Theory]
    [InlineData("SELECT 1, A, a AS \"Mx\", (a) FROM t", "_col0,A,Mx,a")]
    [InlineData("SELECT * FROM t", "a,b,c,d,time")]
    [InlineData("SELECT u.*, t.a FROM t JOIN u ON true", "a,x,time,a")]
    [InlineData("SELECT a FROM t UNION ALL SELECT time FROM u", "a")]
    public void Result_columns_have_the_names_of_Trino(string sql, string names) =>
        string.Join(',', ((CompiledQuery)TestCatalog.Compile(sql).Statement!).Columns.Select(c => c.Name)).ShouldBe(names);
}
