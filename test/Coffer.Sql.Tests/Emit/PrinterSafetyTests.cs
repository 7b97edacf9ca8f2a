using System.Text.RegularExpressions;
using Coffer.Sql.Functions;
using Coffer.Sql.Tests.Binding;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Emit;

/// <summary>The printed text is a closed language: whatever a user writes reaches DuckDB only inside quotes.</summary>
public sealed partial class PrinterSafetyTests
{
    static readonly string[] Hostile =
    [
        "a\"b",
        "a\"\"; DROP TABLE t; --",
        "'; SELECT 1; --",
        "x' OR '1'='1",
        "/etc/passwd",
        "file.parquet",
        "/* */",
        "$$",
        "\\",
        "日本",
        "😀",
        "a\nb",
        "E'x'",
        "read_csv",
        "{0}",
        "{",
    ];

    static readonly HashSet<string> Keywords = new(
        (
            "SELECT AS FROM WHERE GROUP BY ORDER ASC DESC NULLS FIRST LAST LIMIT OFFSET DISTINCT ON VALUES UNION ALL ANY INTERSECT EXCEPT WITH NOT MATERIALIZED "
            + "CASE WHEN THEN ELSE END AND OR IS NULL IN BETWEEN LIKE ESCAPE EXISTS CAST TRY INNER LEFT RIGHT FULL CROSS JOIN TABLESAMPLE OVER PARTITION "
            + "ROWS RANGE GROUPS UNBOUNDED PRECEDING FOLLOWING CURRENT ROW EXCLUDE FILTER GROUPING SETS true false lambda FROM INTERVAL DATE "
            + "BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT FLOAT DOUBLE DECIMAL VARCHAR BLOB TIME TIMESTAMP STRUCT MAP UUID"
        ).Split(' '),
        StringComparer.Ordinal
    );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_identifier_stays_inside_quotes(string name)
    {
        var quoted = $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Check(
            $"SELECT {quoted}.a AS {quoted}, x.{quoted} FROM t AS {quoted} CROSS JOIN (SELECT 1 AS {quoted}) AS x WHERE {quoted}.b = 'z' ORDER BY 1"
        );
        Check($"WITH {quoted} ({quoted}) AS (VALUES 1) SELECT {quoted} FROM {quoted} GROUP BY {quoted}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_stays_inside_quotes(string text)
    {
        var quoted = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        Check(
            $"SELECT {quoted}, b LIKE {quoted}, b || {quoted}, b IN ({quoted}, 'y'), CASE b WHEN {quoted} THEN {quoted} END, ROW({quoted}), ARRAY[{quoted}] FROM t WHERE b = {quoted}"
        );
    }

    [Property(MaxTest = 200)]
    public void Any_text_and_any_name_stay_inside_quotes(NonNull<string> text)
    {
        var value = text.Get.Replace("\0", "", StringComparison.Ordinal);
        if (value.Length == 0 || value.Any(char.IsSurrogate))
            return;
        A_hostile_text_stays_inside_quotes(value);
        A_hostile_identifier_stays_inside_quotes(value);
    }

    [Theory]
    [InlineData("read_csv('x')")]
    [InlineData("read_parquet('x')")]
    [InlineData("read_text('x')")]
    [InlineData("read_json('x')")]
    [InlineData("glob('*')")]
    [InlineData("getenv('HOME')")]
    [InlineData("current_setting('threads')")]
    [InlineData("pragma_version()")]
    [InlineData("duckdb_tables()")]
    [InlineData("duckdb_secrets()")]
    [InlineData("query('SELECT 1')")]
    [InlineData("query_table('t')")]
    [InlineData("json_execute_serialized_sql('x')")]
    [InlineData("error('x')")]
    [InlineData("nextval('s')")]
    [InlineData("set_config('a', 'b', false)")]
    [InlineData("getvariable('x')")]
    [InlineData("parse_path('x')")]
    [InlineData("trino_fail('x')")]
    [InlineData("list_transform(ARRAY[1], x -> x)")]
    [InlineData("struct_extract(ROW(1), 'f1')")]
    public void A_function_of_the_engine_cannot_be_called(string call)
    {
        foreach (
            var sql in new[]
            {
                $"SELECT {call}",
                $"SELECT * FROM t WHERE {call} IS NULL",
                $"SELECT a FROM t GROUP BY a HAVING {call} = 1",
                $"SELECT transform(ARRAY[1], x -> {call})",
                $"SELECT * FROM UNNEST(ARRAY[{call}])",
            }
        )
            TestCatalog.Compile(sql).Diagnostic.ShouldNotBeNull(sql).Name.ShouldBe("FUNCTION_NOT_FOUND", sql);
        TestCatalog.Compile($"SELECT * FROM {call}").IsOk.ShouldBeFalse();
        TestCatalog.Compile($"SELECT * FROM TABLE({call})").IsOk.ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"/etc/passwd\"")]
    [InlineData("\"x.parquet\"")]
    [InlineData("\"https://example.com/x.csv\"")]
    [InlineData("sqlite_master")]
    [InlineData("pg_catalog.pg_tables")]
    [InlineData("duckdb_tables")]
    [InlineData("temp.t")]
    [InlineData("system.t")]
    [InlineData("scan_0")]
    [InlineData("information_schema.secrets")]
    [InlineData("main.t")]
    public void A_relation_of_the_engine_cannot_be_read(string name)
    {
        foreach (
            var sql in new[]
            {
                $"SELECT * FROM {name}",
                $"SELECT * FROM t JOIN {name} ON true",
                $"SELECT a IN (SELECT 1 FROM {name}) FROM t",
                $"TABLE {name}",
                $"INSERT INTO {name} SELECT 1",
                $"DELETE FROM {name} WHERE true",
                $"DESCRIBE {name}",
            }
        )
            TestCatalog
                .Compile(sql)
                .Diagnostic.ShouldNotBeNull(sql)
                .Name.ShouldBeOneOf("TABLE_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND");
    }

    [Theory]
    [InlineData("ATTACH 'x'")]
    [InlineData("COPY t TO 'x'")]
    [InlineData("PRAGMA version")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("CHECKPOINT")]
    [InlineData("EXPORT DATABASE 'x'")]
    [InlineData("CREATE MACRO f(x) AS x")]
    [InlineData("SUMMARIZE t")]
    [InlineData("PIVOT t ON a")]
    [InlineData("SET threads = 1")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT a::varchar FROM t")]
    [InlineData("SELECT $$x$$")]
    public void A_statement_of_the_engine_is_a_syntax_error(string sql) =>
        TestCatalog.Compile(sql).Diagnostic.ShouldNotBeNull().Name.ShouldBe("SYNTAX_ERROR");

    public static TheoryData<string> Names() => [.. Hostile];

    static void Check(string sql)
    {
        var result = TestCatalog.Compile(sql);
        result.Diagnostic.ShouldBeNull(sql);
        var text = ((CompiledQuery)result.Statement!).DuckSql;
        foreach (Match token in Token().Matches(text))
        {
            if (token.Groups["word"].Success)
            {
                var word = token.Value;
                var isCall = token.Index + token.Length < text.Length && text[token.Index + token.Length] == '(';
                (Keywords.Contains(word) || (isCall && AllowedFunctions.Contains(word))).ShouldBeTrue($"{word} in {text}");
            }
            else
            {
                token.Groups["bad"].Success.ShouldBeFalse($"{token.Value} in {text}");
            }
        }
        foreach (Match relation in Scan().Matches(text))
            relation.Groups["name"].Value.ShouldMatch("^\"(scan_[0-9]+|q[0-9]+)\"$");
    }

    static readonly HashSet<string> AllowedFunctions = new(
        [
            "count",
            "coalesce",
            "struct_pack",
            "struct_extract",
            "list_value",
            "unnest",
            "chr",
            .. FunctionCatalog.All.Select(f => f.Lower ?? "").SelectMany(t => Word().Matches(t).Select(m => m.Value)),
        ],
        StringComparer.Ordinal
    );

    [GeneratedRegex(
        """(?<ident>"(?:[^"]|"")*")|(?<text>'(?:[^']|'')*')|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<number>[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)|(?<sign>\|\||<=|>=|<>|:=|[-+*/%=<>(),.:\[\] ])|(?<bad>.)""",
        RegexOptions.Singleline
    )]
    private static partial Regex Token();

    [GeneratedRegex("""(?:FROM|JOIN) (?<name>"(?:[^"]|"")*") AS""")]
    private static partial Regex Scan();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();
}
