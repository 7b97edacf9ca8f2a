using Shouldly;
using Xunit;

namespace Coffer.DuckDb.Tests;

public sealed class ScalarFunctionTests : IDisposable
{
    readonly DuckDbInstance _instance = DuckDbInstance.Open();
    readonly Connection _connection;

    public ScalarFunctionTests()
    {
        _connection = _instance.Connect();
        _connection.Execute(
            """
            CREATE TABLE nested AS SELECT i::INTEGER AS i,
                CASE WHEN i % 7 <> 0 THEN list_transform(range(i % 5), lambda x: CASE WHEN x % 3 <> 1 THEN x * i END) END AS l,
                list_transform(range(i % 4), lambda x: repeat('s', (x + i)::INTEGER % 20)) AS s
            FROM range(5000) t(i)
            """
        );
        _connection.Register(
            new ScalarFunction
            {
                Name = "plus_one",
                Parameters = [LogicalType.BigInt],
                Returns = LogicalType.BigInt,
                Body = call =>
                {
                    var input = call.Argument(0).Values<long>();
                    var output = call.Result.Values<long>();
                    foreach (var row in call.Rows)
                    {
                        output[row] = input[row] + 1;
                    }
                },
            }
        );
        _connection.Register(
            new ScalarFunction
            {
                Name = "shout",
                Parameters = [LogicalType.Varchar],
                Returns = LogicalType.Varchar,
                Body = call =>
                {
                    var input = call.Argument(0);
                    foreach (var row in call.Rows)
                    {
                        var text = input.String(row);
                        if (text == "bad")
                        {
                            throw new InvalidOperationException("SOME_ERROR: bad text");
                        }

                        call.Result.SetString(row, text.ToUpperInvariant() + "!");
                    }
                },
            }
        );
        _connection.Register(
            new ScalarFunction
            {
                Name = "shout",
                Parameters = [LogicalType.BigInt],
                Returns = LogicalType.Varchar,
                Body = call =>
                {
                    var input = call.Argument(0);
                    foreach (var row in call.Rows)
                    {
                        call.Result.SetString(row, $"{input.Int64(row)}!");
                    }
                },
            }
        );
        _connection.Register(
            new ScalarFunction
            {
                Name = "null_count",
                Parameters = [],
                VariableParameters = LogicalType.Any,
                Returns = LogicalType.Integer,
                NullHandling = NullHandling.Called,
                Body = call =>
                {
                    foreach (var row in call.Rows)
                    {
                        var nulls = 0;
                        for (var i = 0; i < call.ArgumentCount; i++)
                        {
                            nulls += call.Argument(i).IsNull(row) ? 1 : 0;
                        }

                        call.Result.Set(row, nulls);
                    }
                },
            }
        );
        _connection.Register(
            new ScalarFunction
            {
                Name = "split_words",
                Parameters = [LogicalType.Varchar],
                Returns = LogicalType.Map(LogicalType.Varchar, LogicalType.List(LogicalType.Integer)),
                Body = call =>
                {
                    var input = call.Argument(0);
                    foreach (var row in call.Rows)
                    {
                        var words = input.String(row).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                        var start = call.Result.AppendList(row, words.Length);
                        var keys = call.Result.Elements.Field(0);
                        var values = call.Result.Elements.Field(1);
                        for (var i = 0; i < words.Length; i++)
                        {
                            keys.SetString(start + i, words[i]);
                            var first = values.AppendList(start + i, words[i].Length);
                            for (var c = 0; c < words[i].Length; c++)
                            {
                                values.Elements.Set(first + c, (int)words[i][c]);
                            }
                        }
                    }
                },
            }
        );
        _connection.Register(
            new ScalarFunction
            {
                Name = "value_text",
                Parameters = [LogicalType.Any],
                Returns = LogicalType.Varchar,
                NullHandling = NullHandling.Called,
                Body = call =>
                {
                    var input = call.Argument(0);
                    foreach (var row in call.Rows)
                    {
                        call.Result.SetString(row, ValueText.Of(input, row));
                    }
                },
            }
        );
    }

    [Theory]
    [InlineData("plus_one(41)", "42")]
    [InlineData("plus_one(NULL)", "null")]
    [InlineData("shout('hello')", "HELLO!")]
    [InlineData("shout(7::BIGINT)", "7!")]
    [InlineData("shout('a text that is longer than twelve bytes é')", "A TEXT THAT IS LONGER THAN TWELVE BYTES É!")]
    [InlineData("null_count(1, NULL, 'x', NULL)", "2")]
    [InlineData("null_count()", "0")]
    [InlineData("TRY(shout('bad'))", "null")]
    [InlineData("TRY(shout('good'))", "GOOD!")]
    [InlineData("list_transform([1, 2, NULL], lambda x: plus_one(x))", "[2, 3, null]")]
    [InlineData("list_transform(['a', 'bad', 'b'], lambda x: TRY(shout(x)))", "[A!, null, B!]")]
    [InlineData("list_filter(['a', 'b'], lambda x: shout(x) = 'B!')", "[b]")]
    [InlineData("split_words('ab c')", "{ab: [97, 98], c: [99]}")]
    [InlineData("split_words('')", "{}")]
    [InlineData("split_words(NULL)", "null")]
    public void A_function_answers(string expression, string expected)
    {
        using var result = _connection.Query($"SELECT {expression}");
        result.NextChunk(out var chunk).ShouldBeTrue();
        ValueText.Of(chunk.Column(0), 0).ShouldBe(expected);
    }

    [Fact]
    public void An_exception_in_a_function_is_the_error_of_the_query()
    {
        var error = Should.Throw<DuckDbException>(() => _connection.Query("SELECT shout(x) FROM (VALUES ('a'), ('bad')) t(x)"));
        error.Kind.ShouldBe(DuckDbErrorKind.InvalidInput);
        error.Message.ShouldBe("Invalid Input Error: SOME_ERROR: bad text");
        _connection.Execute("SELECT 1");
    }

    [Fact]
    public void Nulls_propagate_row_by_row_over_many_chunks()
    {
        using var result = _connection.Stream("SELECT i, plus_one(CASE WHEN i % 3 = 0 THEN NULL ELSE i END) FROM range(100000) t(i)");
        var rows = 0;
        while (result.NextChunk(out var chunk))
        {
            var ids = chunk.Column(0);
            var values = chunk.Column(1);
            for (var row = 0; row < chunk.Count; row++, rows++)
            {
                var id = ids.Int64(row);
                values.IsNull(row).ShouldBe(id % 3 == 0);
                if (id % 3 != 0)
                {
                    values.Int64(row).ShouldBe(id + 1);
                }
            }
        }

        rows.ShouldBe(100_000);
    }

    [Fact]
    public void Long_lists_of_a_result_grow_their_element_vector()
    {
        using var result = _connection.Query("SELECT split_words(repeat('abc ', i::INTEGER)) FROM range(3000) t(i)");
        var total = 0;
        while (result.NextChunk(out var chunk))
        {
            var maps = chunk.Column(0);
            var keys = maps.Elements.Field(0);
            for (var row = 0; row < chunk.Count; row++)
            {
                var range = maps.Range(row);
                range.Count.ShouldBe(total + row);
                if (range.Count > 0)
                {
                    keys.String(range.End - 1).ShouldBe("abc");
                }
            }

            total += chunk.Count;
        }
    }

    // DuckDB hands functions vectors whose children may be dictionaries or constants inside; the reader must see plain values.
    // The same expression as a result column has been copied into plain vectors, so it is the expectation.
    [Theory]
    [InlineData("list_sort(l)")]
    [InlineData("list_reverse_sort(s)")]
    [InlineData("l[2:5:2]")]
    [InlineData("s[1:2]")]
    [InlineData("list_reverse(s)")]
    [InlineData("list_select(s, [3, 1])")]
    [InlineData("list_resize(l, 5, 7)")]
    [InlineData("list_distinct(l)")]
    [InlineData("list_zip(l, s)")]
    [InlineData("list_zip(l, ['a'])")]
    [InlineData("list_filter(s, lambda x: length(x) > 1)")]
    [InlineData("list_transform(l, lambda x: {'v': x, 'w': 'c'})")]
    [InlineData("list_transform(l, lambda x: 'constant')")]
    [InlineData("list_transform(l, lambda x: [x, i])")]
    [InlineData("list_transform(l, lambda x: s)")]
    [InlineData("list_concat(l, [1])")]
    [InlineData("flatten([l, l])")]
    [InlineData("map_from_entries(list_transform(list_distinct(s), lambda x: ROW(x, i)))")]
    [InlineData("map(list_distinct(s), list_distinct(s))")]
    [InlineData("map_entries(map([i], [s]))")]
    [InlineData("{'a': i, 'b': l, 'c': 'constant'}")]
    [InlineData("{'a': 'constant', 'b': {'c': NULL::INTEGER, 'd': s}}")]
    [InlineData("[i, 2, NULL]")]
    [InlineData("[l, [], NULL]")]
    [InlineData("[[1, 2], [3]]")]
    [InlineData("array_value(i, 2, 3)")]
    [InlineData("CASE WHEN i % 2 = 0 THEN l END")]
    [InlineData("CASE WHEN i % 2 = 0 THEN {'a': l, 'b': s} END")]
    [InlineData("coalesce(l, [1])")]
    [InlineData("struct_extract({'a': l}, 'a')")]
    [InlineData("map_values(map([i], [s]))[1]")]
    [InlineData("string_split(array_to_string(s, ','), ',')")]
    [InlineData("list(i) OVER (ORDER BY i ROWS 2 PRECEDING)")]
    [InlineData("union_value(num := i)")]
    public void A_function_reads_nested_arguments(string expression)
    {
        foreach (var filter in new[] { "", "WHERE i % 3 = 1", "WHERE i IN (SELECT i * 7 FROM nested)" })
        {
            using var result = _connection.Query(
                $"WITH t AS (SELECT * FROM nested {filter}) SELECT value_text({expression}), {expression} FROM t"
            );
            var rows = 0;
            while (result.NextChunk(out var chunk))
            {
                for (var row = 0; row < chunk.Count; row++, rows++)
                {
                    chunk.Column(0).String(row).ShouldBe(ValueText.Of(chunk.Column(1), row));
                }
            }

            rows.ShouldBeGreaterThan(500);
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }
}
