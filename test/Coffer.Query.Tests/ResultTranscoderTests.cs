using System.IO.Compression;
using System.Text;
using Coffer.DuckDb;
using Coffer.Query.Results;
using Coffer.Sql;
using Coffer.Sql.Types;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests;

public sealed class ResultTranscoderTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // DuckDB expression, Trino type, JSON in a line, CSV field, TSV field.
    public static TheoryData<string, string, string, string, string> Values =>
        new()
        {
            { "NULL::INTEGER", "integer", "null", "", "" },
            { "true", "boolean", "true", "true", "true" },
            { "(-128)::TINYINT", "tinyint", "-128", "-128", "-128" },
            { "9223372036854775807::BIGINT", "bigint", "9223372036854775807", "9223372036854775807", "9223372036854775807" },
            { "0.1::FLOAT", "real", "0.1", "0.1", "0.1" },
            { "1::DOUBLE", "double", "1.0", "1.0", "1.0" },
            { "1e300::DOUBLE", "double", "1E+300", "1E+300", "1E+300" },
            { "'nan'::DOUBLE", "double", "\"NaN\"", "NaN", "NaN" },
            { "'-inf'::DOUBLE", "double", "\"-Infinity\"", "-Infinity", "-Infinity" },
            { "''", "varchar", "\"\"", "\"\"", "" },
            { "'a,\"b\"'", "varchar", "\"a,\\\"b\\\"\"", "\"a,\"\"b\"\"\"", "a,\"b\"" },
            { "'a' || chr(9) || chr(10) || chr(92) || 'b'", "varchar", "\"a\\t\\n\\\\b\"", "\"a\t\n\\b\"", "a\\t\\n\\\\b" },
            { "'日本𠮷' || chr(8232)", "varchar", "\"\\u65e5\\u672c\\ud842\\udfb7\\u2028\"", "日本𠮷\u2028", "日本𠮷\u2028" },
            { "'ab'", "char(4)", "\"ab  \"", "ab  ", "ab  " },
            { "'ab'::BLOB", "varbinary", "\"YWI=\"", "YWI=", "YWI=" },
            { "1.50::DECIMAL(10,2)", "decimal(10,2)", "\"1.50\"", "1.50", "1.50" },
            { "DATE '2024-02-29'", "date", "\"2024-02-29\"", "2024-02-29", "2024-02-29" },
            { "TIME '01:02:03.5'", "time(3)", "\"01:02:03.500\"", "01:02:03.500", "01:02:03.500" },
            {
                "TIMESTAMP '2024-01-01 00:00:00.123456'",
                "timestamp(6)",
                "\"2024-01-01 00:00:00.123456\"",
                "2024-01-01 00:00:00.123456",
                "2024-01-01 00:00:00.123456"
            },
            {
                "{'i': TIMESTAMP '2024-01-01 00:00:00', 'z': 'Asia/Tokyo'}",
                "timestamp(3) with time zone",
                "\"2024-01-01 09:00:00.000 Asia/Tokyo\"",
                "2024-01-01 09:00:00.000 Asia/Tokyo",
                "2024-01-01 09:00:00.000 Asia/Tokyo"
            },
            {
                "{'t': TIME '01:00:00', 'o': 540}",
                "time(3) with time zone",
                "\"01:00:00.000+09:00\"",
                "01:00:00.000+09:00",
                "01:00:00.000+09:00"
            },
            { "90061001::BIGINT", "interval day to second", "\"1 01:01:01.001\"", "1 01:01:01.001", "1 01:01:01.001" },
            { "14::INTEGER", "interval year to month", "\"1-2\"", "1-2", "1-2" },
            {
                "'12151fd2-7586-11e9-8f9e-2a86e4085a59'::UUID",
                "uuid",
                "\"12151fd2-7586-11e9-8f9e-2a86e4085a59\"",
                "12151fd2-7586-11e9-8f9e-2a86e4085a59",
                "12151fd2-7586-11e9-8f9e-2a86e4085a59"
            },
            { "'{\"a\":1}'", "json", "\"{\\\"a\\\":1}\"", "\"{\"\"a\"\":1}\"", "{\"a\":1}" },
            { "[1::BIGINT, NULL]", "array(bigint)", "[1,null]", "\"[1,null]\"", "[1,null]" },
            { "['é', 'x']", "array(varchar)", "[\"\\u00e9\",\"x\"]", "\"[\"\"é\"\",\"\"x\"\"]\"", "[\"é\",\"x\"]" },
            { "MAP {1::BIGINT: [2.5::DOUBLE]}", "map(bigint, array(double))", "{\"1\":[2.5]}", "\"{\"\"1\"\":[2.5]}\"", "{\"1\":[2.5]}" },
            { "{'f1': 1::INTEGER, 'f2': 'x'}", "row(a integer, b varchar)", "\"[1,\\\"x\\\"]\"", "\"[1,\"\"x\"\"]\"", "[1,\"x\"]" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_has_one_form_in_every_format(string expression, string type, string json, string csv, string tsv)
    {
        var artefact = Artefact($"SELECT {expression}", type);
        (await Read(artefact, new(ResultFormat.Json))).ShouldBe($"[{json}]\n");
        (await Read(artefact, new(ResultFormat.JsonLines))).ShouldBe($"{{\"a \\u00e9\":{json}}}\n");
        (await Read(artefact, new(ResultFormat.Csv))).ShouldBe($"{csv}\r\n");
        (await Read(artefact, new(ResultFormat.Tsv))).ShouldBe($"{tsv}\n");
    }

    [Theory]
    [InlineData(ResultFormat.Json, "[\"a \\u00e9\",\"b,c\"]\n[1,null]\n")]
    [InlineData(ResultFormat.JsonLines, "{\"a \\u00e9\":1,\"b,c\":null}\n")]
    [InlineData(ResultFormat.Csv, "a é,\"b,c\"\r\n1,\r\n")]
    [InlineData(ResultFormat.Tsv, "a é\tb,c\n1\t\n")]
    public async Task A_header_names_the_columns_and_special_numbers_become_null(ResultFormat format, string expected)
    {
        var artefact = Artefact("SELECT 1::INTEGER, 'nan'::DOUBLE", "integer", "double");
        (await Read(artefact, new(format, Header: true, NullifySpecial: true))).ShouldBe(expected);
    }

    [Fact]
    public async Task MessagePack_is_the_unpacked_artefact()
    {
        using var output = new MemoryStream();
        using var artefact = new MemoryStream(Artefact("SELECT 1::INTEGER", "integer"));
        await ResultTranscoder.WriteAsync(artefact, ["a"], new(ResultFormat.MessagePack), output, Cancellation);
        output.ToArray().ShouldBe([0x91, 1]);
    }

    [Fact]
    public async Task A_damaged_artefact_is_said_to_be_so()
    {
        using var damaged = new MemoryStream();
        using (var gzip = new GZipStream(damaged, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write([0x92, 1]);
        }

        await Should.ThrowAsync<InvalidDataException>(() => Read(damaged.ToArray(), new(ResultFormat.Json)));
    }

    [Fact]
    public async Task Many_blocks_compressed_at_once_are_one_gzip_member_in_order()
    {
        var artefact = Artefact("SELECT i, repeat('x', (i % 50)::INTEGER) FROM range(300000) t(i)", "bigint", "varchar");
        var lines = (await Read(artefact, new(ResultFormat.Csv))).Split("\r\n");
        lines.Length.ShouldBe(300_001);
        for (var i = 1; i < 300_000; i++)
        {
            lines[i].ShouldBe($"{i},{(i % 50 == 0 ? "\"\"" : new string('x', i % 50))}");
        }

        // The reader of a single member must not stop before the end.
        using var output = new MemoryStream();
        await using var inflate = new DeflateStream(new MemoryStream(artefact, 10, artefact.Length - 18), CompressionMode.Decompress);
        await inflate.CopyToAsync(output, Cancellation);
        BitConverter.ToUInt32(artefact, artefact.Length - 4).ShouldBe((uint)output.Length);
    }

    [Fact]
    public void A_column_of_another_form_than_compiled_is_refused()
    {
        var error = Should.Throw<EngineException>(() => Artefact("SELECT 1::INTEGER", "bigint"));
        error.Message.ShouldBe("Column 1 is bigint, but the engine computed INTEGER");
    }

    static byte[] Artefact(string sql, params IReadOnlyList<string> types)
    {
        using var instance = DuckDbInstance.Open(null, new Dictionary<string, string> { ["threads"] = "1" });
        using var connection = instance.Connect();
        using var result = connection.Stream(sql);
        using var output = new MemoryStream();
        ResultWriter.Write(result, [.. types.Select((type, i) => new SqlResultColumn($"c{i}", SqlType.Parse(type)))], output, 3);
        return output.ToArray();
    }

    static async Task<string> Read(byte[] artefact, ResultReading reading)
    {
        using var output = new MemoryStream();
        using var input = new MemoryStream(artefact);
        await ResultTranscoder.WriteAsync(input, ["a é", "b,c"], reading, output, Cancellation);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
