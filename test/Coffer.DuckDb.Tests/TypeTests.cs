using Shouldly;
using Xunit;

namespace Coffer.DuckDb.Tests;

public sealed class TypeTests : IDisposable
{
    readonly DuckDbInstance _instance = DuckDbInstance.Open();
    readonly Connection _connection;

    public TypeTests() => _connection = _instance.Connect();

    // SQL of a value, the type that is read, the value that is read.
    public static TheoryData<string, string, string> Values =>
        new()
        {
            { "true", "BOOLEAN", "true" },
            { "(-128)::TINYINT", "TINYINT", "-128" },
            { "(-32768)::SMALLINT", "SMALLINT", "-32768" },
            { "(-2147483648)::INTEGER", "INTEGER", "-2147483648" },
            { "(-9223372036854775808)::BIGINT", "BIGINT", "-9223372036854775808" },
            { "255::UTINYINT", "UTINYINT", "255" },
            { "65535::USMALLINT", "USMALLINT", "65535" },
            { "4294967295::UINTEGER", "UINTEGER", "4294967295" },
            { "18446744073709551615::UBIGINT", "UBIGINT", "18446744073709551615" },
            { "(-170141183460469231731687303715884105728)::HUGEINT", "HUGEINT", "-170141183460469231731687303715884105728" },
            { "340282366920938463463374607431768211455::UHUGEINT", "UHUGEINT", "340282366920938463463374607431768211455" },
            { "0.1::FLOAT", "FLOAT", "0.1" },
            { "1e308::DOUBLE", "DOUBLE", "1E+308" },
            { "-1.5::DECIMAL(4,1)", "DECIMAL(4,1)", "-15e-1" },
            { "-12345.6789::DECIMAL(9,4)", "DECIMAL(9,4)", "-123456789e-4" },
            { "-12345678901234.5678::DECIMAL(18,4)", "DECIMAL(18,4)", "-123456789012345678e-4" },
            { "-1234567890123456789012345678901234.5678::DECIMAL(38,4)", "DECIMAL(38,4)", "-12345678901234567890123456789012345678e-4" },
            { "''", "VARCHAR", "" },
            { "'twelve bytes'", "VARCHAR", "twelve bytes" },
            { "'thirteen byte'", "VARCHAR", "thirteen byte" },
            { "'日本語のテキスト'", "VARCHAR", "日本語のテキスト" },
            { "'\\x00\\xFF'::BLOB", "BLOB", "00ff" },
            { "'10101'::BIT", "BIT", "03f5" },
            { "'12151fd2-7586-11e9-8f9e-2a86e4085a59'::UUID", "UUID", "12151fd2-7586-11e9-8f9e-2a86e4085a59" },
            { "'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID", "UUID", "ffffffff-ffff-ffff-ffff-ffffffffffff" },
            { "DATE '1969-12-31'", "DATE", "-1" },
            { "TIME '00:00:01'", "TIME", "1000000" },
            { "TIMESTAMP '1970-01-01 00:00:01.000001'", "TIMESTAMP", "1000001" },
            { "TIMESTAMP_S '1970-01-01 00:00:01'", "TIMESTAMP_S", "1" },
            { "TIMESTAMP_MS '1970-01-01 00:00:01.001'", "TIMESTAMP_MS", "1001" },
            { "TIMESTAMP_NS '1970-01-01 00:00:01.000000001'", "TIMESTAMP_NS", "1000000001" },
            { "TIMESTAMPTZ '1970-01-01 09:00:01+09:00'", "TIMESTAMP WITH TIME ZONE", "1000000" },
            { "INTERVAL '1 month 2 days 3 microseconds'", "INTERVAL", "1m2d3us" },
            { "'b'::ENUM('a', 'b')", "ENUM('a', 'b')", "b" },
            { "[1, NULL, 3]", "INTEGER[]", "[1, null, 3]" },
            { "[]::VARCHAR[]", "VARCHAR[]", "[]" },
            { "[[1], NULL, [2, 3]]", "INTEGER[][]", "[[1], null, [2, 3]]" },
            { "[1, 2]::INTEGER[2]", "INTEGER[2]", "[1, 2]" },
            { "{'a': 1, 'b c': 'x'}", "STRUCT(\"a\" INTEGER, \"b c\" VARCHAR)", "(1, x)" },
            { "{'a': NULL::INTEGER, 'b': [{'c': 1}]}", "STRUCT(\"a\" INTEGER, \"b\" STRUCT(\"c\" INTEGER)[])", "(null, [(1)])" },
            { "MAP {'k': [1], 'l': NULL}", "MAP(VARCHAR, INTEGER[])", "{k: [1], l: null}" },
            { "MAP {}::MAP(VARCHAR, INTEGER)", "MAP(VARCHAR, INTEGER)", "{}" },
            { "union_value(s := 'x')::UNION(i INTEGER, s VARCHAR)", "UNION(\"i\" INTEGER, \"s\" VARCHAR)", "s=x" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_read_with_its_type(string sql, string type, string text)
    {
        // DuckDB has no CASE over fixed-size arrays.
        var nothing = type.EndsWith("[2]", StringComparison.Ordinal) ? "NULL::INTEGER[2]" : "CASE WHEN random() > 2 THEN v END";
        using var result = _connection.Query($"SELECT v, {nothing}, [v, NULL] FROM (SELECT {sql} AS v FROM range(3000))");
        result.Columns[0].Type.ToString().ShouldBe(type);
        var rows = 0;
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++, rows++)
            {
                ValueText.Of(chunk.Column(0), row).ShouldBe(text);
                ValueText.Of(chunk.Column(1), row).ShouldBe("null");
                ValueText.Of(chunk.Column(2), row).ShouldBe($"[{text}, null]");
            }
        }

        rows.ShouldBe(3000);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_type_survives_the_way_into_a_table_and_a_function(string sql, string type, string text)
    {
        using (var found = _connection.Query($"SELECT {sql} AS v"))
        {
            var name = $"identity_{Guid.CreateVersion7():n}";
            _connection.Register(
                new ScalarFunction
                {
                    Name = name,
                    Parameters = [found.Columns[0].Type],
                    Returns = LogicalType.Varchar,
                    Body = call =>
                    {
                        foreach (var row in call.Rows)
                        {
                            call.Result.SetString(row, ValueText.Of(call.Argument(0), row));
                        }
                    },
                }
            );
            using var result = _connection.Query($"SELECT {name}({sql}::{type})");
            result.NextChunk(out var chunk).ShouldBeTrue();
            chunk.Column(0).String(0).ShouldBe(text);
        }
    }

    [Fact]
    public void A_span_of_the_wrong_width_is_refused()
    {
        using var result = _connection.Query("SELECT 1::INTEGER");
        result.NextChunk(out var chunk);
        Should
            .Throw<InvalidOperationException>(() => chunk.Column(0).Values<long>().Length)
            .Message.ShouldBe("INTEGER has values of 4 bytes, not 8");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }
}
