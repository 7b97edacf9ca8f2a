using Coffer.Query.DuckDb;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests.Functions;

/// <summary>One row per behaviour: DuckDB text and the text of its value (NULL for none, an error as NAME: message).</summary>
public sealed class TrinoFunctionsTests : IClassFixture<TrinoFunctionsTests.Engine>
{
    readonly Engine _engine;

    public TrinoFunctionsTests(Engine engine) => _engine = engine;

    public sealed class Engine : IDisposable
    {
        public EngineInstance Instance { get; } = EngineInstance.Open();

        public void Dispose() => Instance.Dispose();
    }

    [Theory]
    [InlineData("trino_cast_varchar_bigint('１２')", "12")]
    [InlineData("trino_cast_varchar_bigint(' 12 ')", "INVALID_CAST_ARGUMENT: Cannot cast ' 12 ' to BIGINT")]
    [InlineData("trino_try_cast_varchar_bigint('1e3')", null)]
    [InlineData("trino_cast_varchar_integer('x')", "INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT")]
    [InlineData("trino_try_cast_varchar_double(' 1d ')", "1.0")]
    [InlineData("trino_try_cast_varchar_double('inf')", null)]
    [InlineData("trino_try_cast_varchar_double('0x1p3')", "8.0")]
    [InlineData("trino_try_cast_varchar_boolean('T')", "true")]
    [InlineData("trino_try_cast_varchar_boolean('yes')", null)]
    [InlineData(
        "trino_cast_varchar_decimal('1e3', 5, 2)",
        "INVALID_CAST_ARGUMENT: Cannot cast VARCHAR '1e3' to DECIMAL(5, 2). Value too large."
    )]
    [InlineData("trino_cast_varchar_decimal('2.345', 5, 2)", "2.35")]
    [InlineData("trino_try_cast_varchar_date('2001-1-22')", "2001-01-22")]
    [InlineData("trino_try_cast_varchar_date('2024-02-30')", null)]
    [InlineData(
        "trino_cast_timestamp_varchar(trino_cast_varchar_timestamp('2024-01-15 10:30:00 +09:00', 3), 3)",
        "2024-01-15 10:30:00.000"
    )]
    [InlineData("trino_try_cast_varchar_timestamp('2024-01-15T10:30:00Z', 3)", null)]
    [InlineData("trino_cast_double_bigint(2.5e0)", "3")]
    [InlineData("trino_cast_double_bigint(-2.5e0)", "-3")]
    [InlineData("trino_cast_bigint_tinyint(300)", "NUMERIC_VALUE_OUT_OF_RANGE: Out of range for tinyint: 300")]
    [InlineData("trino_cast_double_varchar(12.34e0)", "1.234E1")]
    public void Casts_follow_trinos_text_rules(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_div_bigint(-7, 2)", "-3")]
    [InlineData("trino_div_bigint(1, 0)", "DIVISION_BY_ZERO: Division by zero")]
    [InlineData("TRY(trino_div_bigint(1, 0))", null)]
    [InlineData("trino_mod_bigint(-7, 2)", "-1")]
    [InlineData("trino_decimal_div('1.00', '3', 6)", "0.333333")]
    [InlineData("trino_decimal_div('2', '3', 2)", "0.67")]
    [InlineData("trino_round_double(-2.675e0, 2)", "-2.68")]
    [InlineData("trino_round_bigint(-1250, -2)", "-1300")]
    [InlineData("trino_ln(0)", "-inf")]
    [InlineData("isnan(trino_power(1, 'nan'::DOUBLE))", "true")]
    [InlineData("trino_from_base('zz', 36)", "1295")]
    [InlineData("trino_to_base(-255, 16)", "-ff")]
    [InlineData("trino_width_bucket(3.14e0, 0, 4, 3)", "3")]
    [InlineData("trino_bit_count(-7, 64)", "62")]
    public void Arithmetic_has_trinos_domains_and_errors(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_substr('hello', 0)", "")]
    [InlineData("trino_substr('日本語', -2)", "本語")]
    [InlineData("trino_substr('hello', -10)", "")]
    [InlineData("trino_split_part('a,b', ',', 5)", null)]
    [InlineData("trino_split_part('a,b', ',', 0)", "INVALID_FUNCTION_ARGUMENT: Index must be greater than zero")]
    [InlineData("trino_split('a,b,c', ',', 2)", "[a, 'b,c']")]
    [InlineData("trino_lpad('日本', 5, 'xy')", "xyx日本")]
    [InlineData("trino_strpos('banana', 'a', -1)", "6")]
    [InlineData("trino_levenshtein_distance('ñ', 'n')", "1")]
    [InlineData("trino_reverse('a😀b')", "b😀a")]
    [InlineData("trino_translate('abcd', 'ac', 'z')", "zbd")]
    [InlineData("trino_split_to_map('a=1&b=2', '&', '=')", "{a=1, b=2}")]
    [InlineData("trino_from_utf8('\\x61\\xFF'::BLOB, '?')", "a?")]
    [InlineData("trino_upper('straße')", "STRAßE")]
    [InlineData("trino_format('%5.1f|%-4s|%,d|%05d|%2$s', 'fsii', ['2.25', 'ab', '1234567', '-42'])", "  2.3|ab  |1,234,567|-0042|ab")]
    [InlineData("trino_format_number(1234567)", "1.23M")]
    public void Texts_are_code_points(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_regexp_like('日本', '\\w')", "false")]
    [InlineData("trino_regexp_like('a' || chr(10), 'a$')", "true")]
    [InlineData("trino_regexp_extract('1a 2b', '(?<n>\\d)(\\w)', 2)", "a")]
    [InlineData("trino_regexp_extract('abc', 'x')", null)]
    [InlineData("trino_regexp_extract('abc', '(a)', 2)", "INVALID_FUNCTION_ARGUMENT: Pattern has 1 groups. Cannot access group 2")]
    [InlineData("trino_regexp_extract_all('1a 2b 14m', '\\d+')", "[1, 2, 14]")]
    [InlineData("trino_regexp_replace('fun stuff.', '(\\w)(\\w*)', '$2$1')", "unf tuffs.")]
    [InlineData("trino_regexp_replace('a😀b', '.', 'x')", "xxx")]
    [InlineData("trino_regexp_split('a:b::c', ':')", "[a, b, '', c]")]
    [InlineData("trino_regexp_position('9 apples', 'a')", "3")]
    [InlineData("trino_regexp_count('aaaa', 'a++')", "1")]
    [InlineData("trino_regexp_like('x', '[a-z&&[^x]]')", "false")]
    [InlineData("trino_regexp_like('x', '(')", "INVALID_FUNCTION_ARGUMENT: end pattern with unmatched parenthesis")]
    public void Patterns_are_jonis(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_json_extract_scalar('{\"a\":{\"b\":[1,\"x\"]}}', '$.a.b[1]')", "x")]
    [InlineData("trino_json_extract_scalar('{\"a\":0.10}', '$.a')", "0.10")]
    [InlineData("trino_json_extract_scalar('{\"a\":{}}', '$.a')", null)]
    [InlineData("trino_json_extract_scalar('{broken', '$.a')", null)]
    [InlineData("trino_json_extract('{\"a\":[1, 2]}', '$.a')", "[1,2]")]
    [InlineData("trino_json_parse('{\"b\":1e2,\"a\":[ 0.10 ],\"a\":2}')", "{\"a\":2,\"b\":100.0}")]
    [InlineData("trino_json_parse('[1] x')", "INVALID_FUNCTION_ARGUMENT: Cannot convert value to JSON: '[1] x'")]
    [InlineData("trino_json_array_length('[1,[2,3]]')", "2")]
    [InlineData("trino_json_array_get('[\"a\",1]', -2)", "a")]
    [InlineData("trino_json_size('{\"x\":{\"a\":1,\"b\":2}}', '$.x')", "2")]
    [InlineData("trino_cast_json_bigint('\"12\"')", "12")]
    [InlineData("trino_cast_json_varchar('1.5')", "1.5E0")]
    [InlineData(
        "trino_json_elements('{}', 'array(integer)')",
        "INVALID_CAST_ARGUMENT: Cannot cast to array(integer). Expected a json array, but got {\n{}"
    )]
    public void Json_is_read_without_building_it(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_diff_timestamp('day', TIMESTAMP '2024-01-01 23:59:00', TIMESTAMP '2024-01-02 00:01:00')", "0")]
    [InlineData("trino_diff_date('month', DATE '2024-01-31', DATE '2024-02-28')", "0")]
    [InlineData("trino_add_date('month', 1, DATE '2024-01-31')", "2024-02-29")]
    [InlineData("trino_add_date('hour', 1, DATE '2024-01-31')", "INVALID_FUNCTION_ARGUMENT: 'hour' is not a valid DATE field")]
    [InlineData("trino_date_format(TIMESTAMP '2024-01-02 03:04:05.678', '%Y-%c-%e %i %f %M %p')", "2024-1-2 04 678000 January AM")]
    [InlineData("trino_date_parse('2024-1-2', '%Y-%m-%d')", "2024-01-02 00:00:00")]
    [InlineData(
        "trino_date_parse('2024-02-30', '%Y-%m-%d')",
        "INVALID_FUNCTION_ARGUMENT: Cannot parse \"2024-02-30\": Value 30 for dayOfMonth must be in the range [1,29]"
    )]
    [InlineData("trino_format_datetime(TIMESTAMP '2024-12-30 00:00:00', 'Asia/Tokyo', 'YYYY-MM-dd HH:mm ZZ')", "2024-12-30 09:00 +09:00")]
    [InlineData("trino_from_iso8601_date('2024-W01-3')", "2024-01-03")]
    [InlineData(
        "trino_local(trino_instant(TIMESTAMP '2024-03-10 02:30:00', 'America/New_York'), 'America/New_York')",
        "2024-03-10 03:30:00"
    )]
    [InlineData("trino_zone('PST')", "NOT_SUPPORTED: Time zone not supported: PST")]
    [InlineData("trino_sequence_date_months(DATE '2024-01-31', DATE '2024-03-31', 1)", "[2024-01-31, 2024-02-29, 2024-03-31]")]
    [InlineData("trino_human_readable_seconds(3762)", "1 hour, 2 minutes, 42 seconds")]
    public void Times_are_counted_on_the_calendar(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_url_extract_parameter('http://x.y/?a=1&b=%E6%97%A5+2', 'b')", "日 2")]
    [InlineData("trino_url_extract_host('http://a_b.com/')", "")]
    [InlineData("trino_url_extract_host('not a uri')", null)]
    [InlineData("trino_url_extract_port('http://x:8080/')", "8080")]
    [InlineData("trino_url_encode('a b~日')", "a+b%7E%E6%97%A5")]
    [InlineData(
        "trino_url_decode('%zz')",
        "INVALID_FUNCTION_ARGUMENT: URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 0 in: \"zz\""
    )]
    [InlineData("hex(trino_xxhash64(encode('hello')))", "26C7827D889F6DA3")]
    [InlineData("trino_crc32(encode('hello'))", "907060870")]
    [InlineData("hex(trino_murmur3(encode('')))", "00000000000000000000000000000000")]
    [InlineData("trino_from_base64('aGVsbG8')", "hello")]
    [InlineData("trino_to_base32(encode('hello'))", "NBSWY3DP")]
    [InlineData("trino_from_hex('zz')", "INVALID_FUNCTION_ARGUMENT: not a hexadecimal digit: \"z\" = 122")]
    public void Urls_and_bytes_follow_java(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_td_time_format(1534209825, 'yyyy-MM-dd HH:mm:ss z', 'JST')", "2018-08-14 10:23:45 JST")]
    [InlineData("trino_td_time_parse('not a time', 'UTC')", null)]
    [InlineData("trino_td_date_trunc('week', 1534209825, 'UTC')", "1534118400")]
    [InlineData("trino_td_time_string(1534209825, 'M!', 'UTC')", "2018-08")]
    [InlineData("trino_td_time_add_text('2013-01-01', '-1d', 'UTC')", "1356912000")]
    public void Treasure_data_times_are_unix_seconds(string sql, string? expected) => Check(sql, expected);

    [Theory]
    [InlineData("trino_skewness(x::DOUBLE)", "VALUES (1), (2), (10)", "0.67455548454576")]
    [InlineData("trino_kurtosis(x::DOUBLE)", "VALUES (1), (2), (3), (10)", "3.2279999")]
    [InlineData("trino_weighted_percentile(x::DOUBLE, 1::DOUBLE, 0.5::DOUBLE)", "VALUES (1), (2), (3)", "2.0")]
    [InlineData("hex(trino_checksum(trino_hash_bigint(x), x IS NULL))", "VALUES (1::BIGINT), (2), (3), (NULL), (3)", "781A4DAAA2B85A73")]
    [InlineData("trino_numeric_histogram(2, x::DOUBLE, 1::DOUBLE)", "VALUES (1), (2), (10)", "{1.5=2.0, 10.0=1.0}")]
    public void Aggregates_combine_parts(string sql, string values, string expected) =>
        Ask($"SELECT CAST({sql} AS VARCHAR) FROM ({values}) t(x)").ShouldStartWith(expected);

    [Fact]
    public void Sessions_start_after_a_gap_longer_than_the_timeout()
    {
        const string sql = """
            SELECT CAST(list(s ORDER BY k, x) AS VARCHAR) FROM (
              SELECT k, x, trino_session_start(x, 30) OVER (PARTITION BY k ORDER BY x) AS s
              FROM (VALUES (1, 0::BIGINT), (1, 30), (1, 61), (1, 70), (2, 5), (1, 200), (2, 36)) t(k, x))
            """;
        Ask(sql).ShouldBe("[0, 0, 61, 61, 200, 5, 36]");
    }

    [Fact]
    public void Long_partitions_keep_their_sessions()
    {
        const string sql = """
            SELECT CAST(count(DISTINCT s) AS VARCHAR) FROM (
              SELECT trino_session_start(i + (i // 1000) * 100, 30) OVER (ORDER BY i) AS s FROM range(50000) r(i))
            """;
        Ask(sql).ShouldBe("50");
    }

    [Fact]
    public void Functions_run_on_several_threads_at_once()
    {
        using var engine = EngineInstance.Open();
        engine.Connection.Execute("SET threads = 4");
        engine.Connection.Execute("CREATE TABLE t AS SELECT i, 'k' || i AS k FROM range(400000) r(i)");
        const string sql = """
            SELECT CAST(count(*) AS VARCHAR) FROM t
            WHERE trino_regexp_extract(k, '\d+') = CAST(i AS VARCHAR)
              AND trino_json_extract_scalar('{"a":"' || k || '"}', '$.a') = k
              AND trino_td_time_format(i, 'HH', 'JST') IS NOT NULL
            """;
        using var result = engine.Connection.Query(sql);
        result.NextChunk(out var chunk).ShouldBeTrue();
        chunk.Column(0).String(0).ShouldBe("400000");
    }

    void Check(string sql, string? expected) => Ask($"SELECT CAST({sql} AS VARCHAR)").ShouldBe(expected);

    string? Ask(string sql)
    {
        try
        {
            using var result = _engine.Instance.Connection.Query(sql);
            result.NextChunk(out var chunk).ShouldBeTrue();
            return chunk.Column(0).IsNull(0) ? null : chunk.Column(0).String(0);
        }
        catch (Coffer.DuckDb.DuckDbException e)
        {
            return e.Message[(e.Message.IndexOf("Error: ", StringComparison.Ordinal) is var at and >= 0 ? at + 7 : 0)..];
        }
    }
}
