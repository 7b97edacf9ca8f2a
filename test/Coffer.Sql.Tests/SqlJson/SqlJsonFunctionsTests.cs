using System.Text;
using Coffer.Sql.SqlJson;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;
using Coffer.Sql.Values;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.SqlJson;

public sealed class SqlJsonFunctionsTests
{
    const string Document = """{"a": [{"k": 1, "v": "p"}, {"k": 2, "v": "q"}, {"v": null}]}""";
    const string List = """[1, 2.5, "x", null, true, {"k": 3}, [4]]""";

    [Theory]
    [InlineData(Document, "lax $.a[*]?(@.k == 1 && @.v == \"p\").k", "[1]")]
    [InlineData(Document, "lax $.a[*]?(@.v starts with \"p\")", """[{"k":1,"v":"p"}]""")]
    [InlineData(Document, "lax $.a[*] ? (@.k <> 2)", """[{"k":1,"v":"p"}]""")]
    [InlineData(Document, "lax $.a[*]?(!(@.k == 1)).v", """["q",null]""")]
    [InlineData(Document, "lax $.a[*]?(exists(@.k)).k", "[1,2]")]
    [InlineData(Document, "lax $.a[*]?((@.v > 1) is unknown).v", """["p","q"]""")]
    [InlineData(Document, "lax $.a[*]?(@.v like_regex \"^Q\" flag \"i\").k", "[2]")]
    [InlineData(Document, "lax $..k", "[1,2]")]
    [InlineData(Document, "lax $.a.size()", "[3]")]
    [InlineData(Document, "lax $.a[*].*", """[1,"p",2,"q",null]""")]
    [InlineData(Document, "lax $.a[0].keyvalue()", """[{"name":"k","value":1,"id":0},{"name":"v","value":"p","id":0}]""")]
    [InlineData(Document, "lax $.\"a\"[0].\"k\"", "[1]")]
    [InlineData(Document, "lax \"lit\"", "[\"lit\"]")]
    [InlineData(Document, "lax null", "[null]")]
    [InlineData(Document, "lax 1 + 2 * 3 - -1", "[8]")]
    [InlineData(List, "lax $[*].type()", """["number","number","string","null","boolean","object","array"]""")]
    [InlineData(List, "lax $[1].floor()", "[2.0]")]
    [InlineData(List, "lax $[0, 2]", """[1,"x"]""")]
    [InlineData(List, "lax $[last - 1]", """[{"k":3}]""")]
    [InlineData(List, "lax $[5 to 9]", """[{"k":3},[4]]""")]
    [InlineData(List, "lax $[*]?(@ == null)", "[null]")]
    [InlineData(List, "lax $.k", "[3]")]
    [InlineData("""{"b":[1,2]}""", "strict $.b[*]", "[1,2]")]
    public void A_path_leads_to_items(string input, string path, string expected)
    {
        var result = SqlJsonFunctions.Query(Utf8(input), SqlJsonPath.Parse(path), "{}"u8, JsonWrapper.Unconditional, false);
        result.ShouldBe(JsonValueResult.Of(expected));
    }

    [Theory]
    [InlineData("{}", "strict $.a", "path evaluation failed: structural error: missing member 'a' in JSON object")]
    [InlineData("[1]", "strict $.a", "path evaluation failed: invalid item type. Expected: OBJECT, actual: ARRAY")]
    [InlineData("""{"a":"x"}""", "lax $.a.double()", "path evaluation failed: invalid item type. Expected: NUMBER or TEXT, actual: STRING")]
    [InlineData("""{"a":1}""", "lax $.a / 0", "path evaluation failed: Attempted to divide by zero.")]
    public void What_a_path_cannot_be_applied_to_is_an_error(string input, string path, string message)
    {
        var result = SqlJsonFunctions.Exists(Utf8(input), SqlJsonPath.Parse(path), "{}"u8);
        (result.Outcome, result.ErrorName, result.Message).ShouldBe((JsonOutcome.Error, "PATH_EVALUATION_ERROR", message));
    }

    [Theory]
    [InlineData("""{"a":1e2}""", "varchar", "1.0E2")]
    [InlineData("""{"a":1.50}""", "decimal(5,1)", "1.5")]
    [InlineData("""{"a":2.5}""", "integer", "3")]
    [InlineData("""{"a":true}""", "boolean", "true")]
    [InlineData("""{"a":"2024-01-01"}""", "date", "2024-01-01")]
    [InlineData("""{"a":null}""", "varchar", null)]
    public void A_scalar_is_cast_to_the_returned_type(string input, string type, string? expected)
    {
        Value(input, type).ShouldBe(JsonValueResult.Of(expected));
    }

    [Theory]
    [InlineData(
        """{"a":"x"}""",
        "integer",
        JsonOutcome.Error,
        "Cannot cast value of type varchar to declared return type of function JSON_VALUE: integer"
    )]
    [InlineData(
        """{"a":300}""",
        "tinyint",
        JsonOutcome.Error,
        "Cannot cast value of type integer to declared return type of function JSON_VALUE: tinyint"
    )]
    [InlineData("""{"a":[1]}""", "varchar", JsonOutcome.Error, "JSON path found an item that cannot be converted to an SQL value")]
    [InlineData("{}", "varchar", JsonOutcome.Empty, "JSON path found no items")]
    public void What_is_no_scalar_of_the_type_is_an_error(string input, string type, JsonOutcome outcome, string message)
    {
        var result = Value(input, type);
        (result.Outcome, result.Message).ShouldBe((outcome, $"cannot extract SQL scalar from JSON: {message}"));
    }

    [Fact]
    public void A_text_that_is_no_json_is_an_input_error_and_an_empty_text_is_an_item_that_is_nothing()
    {
        SqlJsonFunctions.Exists("{"u8, SqlJsonPath.Parse("lax $"), "{}"u8).ErrorName.ShouldBe("JSON_INPUT_CONVERSION_ERROR");
        SqlJsonFunctions.Exists(""u8, SqlJsonPath.Parse("lax $"), "{}"u8).Text.ShouldBe("true");
        Value("", "varchar").Outcome.ShouldBe(JsonOutcome.Empty);
    }

    [Fact]
    public void Variables_are_passed_by_name()
    {
        var path = SqlJsonPath.Parse("lax $[$from to $to]");
        path.Variables.ShouldBe(["from", "to"]);
        SqlJsonFunctions.Query("[1,2,3]"u8, path, """{"from":1,"to":2}"""u8, JsonWrapper.Unconditional, false).Text.ShouldBe("[2,3]");
    }

    [Theory]
    [InlineData("$.a", 1, 1, "missing {'lax', 'strict'} at '$'")]
    [InlineData("bad path", 1, 1, "mismatched input 'bad' expecting {'lax', 'strict'}")]
    [InlineData("lax $ == 1", 1, 7, "mismatched input '==' expecting {<EOF>, '+', '*', '/', '%', '.', '..', '[', '?', '-'}")]
    [InlineData("lax $.a[*]?(@.k in (1))", 1, 17, "no viable alternative at input '@.k in'")]
    public void A_malformed_path_is_worded_as_Trino_words_it(string path, int line, int column, string message)
    {
        var error = Should.Throw<PathException>(() => SqlJsonPath.Parse(path));
        (error.ErrorName, error.Line, error.Column, error.Message).ShouldBe(("SYNTAX_ERROR", line, column, message));
    }

    [Fact]
    public void Any_path_text_is_read_or_refused()
    {
        var random = new Random(3);
        string[] parts =
        [
            "lax ",
            "strict ",
            "$",
            "@",
            ".",
            "..",
            "a",
            "[",
            "]",
            "(",
            ")",
            "?",
            "*",
            "1",
            "\"x\"",
            "last",
            " to ",
            "==",
            "&&",
            "!",
            "exists",
            "$v",
            "-",
            ".size()",
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 15)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                var path = SqlJsonPath.Parse(text);
                SqlJsonFunctions.Query(Utf8(Document), path, "{}"u8, JsonWrapper.Unconditional, false);
            }
            catch (PathException) { }
        }
        Should.Throw<PathException>(() => SqlJsonPath.Parse("lax " + new string('(', 100_000)));
    }

    [Fact]
    public void Objects_and_arrays_are_built_from_texts()
    {
        SqlJsonFunctions.Object(["a", "b", "a"], ["1", null, "\"x\""], true, false).ShouldBe("""{"a":"x","b":null}""");
        SqlJsonFunctions.Object(["a", "b"], ["1", null], false, true).ShouldBe("""{"a":1}""");
        SqlJsonFunctions.Array(["1", null, "{\"b\": 2}"], false).ShouldBe("""[1,{"b":2}]""");
        Should
            .Throw<TrinoException>(() => SqlJsonFunctions.Object(["a", "a"], ["1", "2"], true, true))
            .ErrorName.ShouldBe("INVALID_FUNCTION_ARGUMENT");
    }

    static JsonValueResult Value(string input, string type) =>
        SqlJsonFunctions.Value(Utf8(input), SqlJsonPath.Parse("lax $.a"), "{}"u8, SqlType.Parse(type));

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
