using Coffer.Sql.Functions;
using Coffer.Sql.Types;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Functions;

public sealed class FunctionCatalogTests
{
    [Theory]
    [InlineData("lower", "varchar(3)", "varchar(3)")]
    [InlineData("sum", "integer", "bigint")]
    [InlineData("sum", "decimal(10,2)", "decimal(38,2)")]
    [InlineData("abs", "integer", "integer")]
    [InlineData("reverse", "array(integer)", "array(integer)")]
    [InlineData("ceil", "decimal(3,2)", "decimal(2,0)")]
    [InlineData("replace", "varchar(3);varchar(1);varchar(2)", "varchar(11)")]
    [InlineData("regexp_replace", "varchar(3);varchar(1);varchar(4)", "varchar(27)")]
    [InlineData("concat", "varchar(3);varchar(1)", "varchar")]
    [InlineData("concat", "char(3);varchar(1)", "char(4)")]
    [InlineData("concat", "array(integer);bigint", "array(bigint)")]
    [InlineData("date_diff", "varchar(3);timestamp(0);timestamp(3)", "bigint")]
    [InlineData("element_at", "map(varchar(1),integer);varchar(1)", "integer")]
    [InlineData("greatest", "integer;bigint;double", "double")]
    [InlineData("json_extract_scalar", "varchar(8);varchar(3)", "varchar(8)")]
    [InlineData("format", "varchar(3);integer;varchar(1)", "varchar")]
    [InlineData("mod", "integer;decimal(2,1)", "decimal(2,1)")]
    [InlineData("url_encode", "varchar(5)", "varchar(60)")]
    public void A_call_resolves_to_the_type_that_trino_gives(string name, string arguments, string expected) =>
        Resolve(name, arguments).ShouldBeOfType<FunctionResolution.Found>().ReturnType.ShouldBe(SqlType.Parse(expected));

    [Theory]
    [InlineData("nope", "integer", "FUNCTION_NOT_FOUND", "Function 'nope' not registered")]
    [InlineData(
        "chr",
        "interval year to month",
        "FUNCTION_NOT_FOUND",
        "Unexpected parameters (interval year to month) for function chr. Expected: chr(bigint)"
    )]
    [InlineData(
        "hmac_sha1",
        "varchar(4);varchar(3)",
        "FUNCTION_NOT_FOUND",
        "Unexpected parameters (varchar(4), varchar(3)) for function hmac_sha1. Expected: hmac_sha1(varbinary, varbinary)"
    )]
    [InlineData("reverse", "unknown", "AMBIGUOUS_FUNCTION_CALL", null)]
    [InlineData(
        "element_at",
        "integer;integer",
        "FUNCTION_NOT_FOUND",
        "Unexpected parameters (integer, integer) for function element_at. Expected: element_at(array(e), bigint) E, element_at(map(K,V), K) K, V"
    )]
    public void A_call_that_does_not_fit_has_trinos_message(string name, string arguments, string error, string? message)
    {
        var failed = Resolve(name, arguments).ShouldBeOfType<FunctionResolution.Failed>();
        failed.ErrorName.ShouldBe(error);
        if (message is not null)
        {
            failed.Message.ShouldBe(message);
        }
    }

    [Fact]
    public void A_lambda_binds_the_variables_of_its_result()
    {
        FunctionArgument[] arguments =
        [
            new FunctionArgument.Value(SqlType.Parse("array(integer)")),
            new FunctionArgument.Value(SqlType.Integer),
            new FunctionArgument.Lambda(2, _ => SqlType.BigInt),
            new FunctionArgument.Lambda(1, p => p[0]),
        ];
        var found = FunctionCatalog.Resolve("reduce", arguments).ShouldBeOfType<FunctionResolution.Found>();
        found.ReturnType.ShouldBe(SqlType.BigInt);
        found.ArgumentTypes[1].ShouldBe(SqlType.BigInt);
    }

    [Fact]
    public void A_lambda_with_the_wrong_number_of_parameters_is_named()
    {
        var failed = FunctionCatalog
            .Resolve("array_sort", [new FunctionArgument.Value(SqlType.Parse("array(integer)")), new FunctionArgument.Lambda(1, p => p[0])])
            .ShouldBeOfType<FunctionResolution.Failed>();
        failed.ErrorName.ShouldBe("INVALID_PARAMETER_USAGE");
        failed.Message.ShouldBe("Expected a lambda that takes 2 argument(s) but got 1");
        failed.Argument.ShouldBe(1);
    }

    [Fact]
    public void Aggregates_print_their_clauses()
    {
        var found = (FunctionResolution.Found)Resolve("sum", "bigint");
        found
            .Emit(
                [new EmittedArgument.Value("x")],
                new EmitContext("UTC"),
                new CallClauses(true, "y ASC NULLS LAST", "z > 1", "PARTITION BY k", false)
            )
            .ShouldBe("CAST(sum(DISTINCT x ORDER BY y ASC NULLS LAST) FILTER (WHERE z > 1) OVER (PARTITION BY k) AS BIGINT)");
    }

    [Fact]
    public void A_session_identifier_holds_the_start_and_the_partition()
    {
        var found = (FunctionResolution.Found)Resolve("td_sessionize_window", "bigint;integer");
        var text = found.Emit(
            [new EmittedArgument.Value("t"), new EmittedArgument.Value("1800")],
            new EmitContext("UTC"),
            new CallClauses(false, null, null, "PARTITION BY f(\"a ORDER BY b\", 'x') ORDER BY t ASC NULLS LAST", false)
        );
        text.ShouldContain("OVER (PARTITION BY f(\"a ORDER BY b\", 'x') ORDER BY t ASC NULLS LAST)");
        text.ShouldContain("row(f(\"a ORDER BY b\", 'x'))");
    }

    [Theory]
    [InlineData("Build/[0-9]+", true)]
    [InlineData("^https?://", true)]
    [InlineData("a$", false)]
    [InlineData("\\d+", false)]
    [InlineData("(?i)a", false)]
    [InlineData("a++", false)]
    [InlineData("[^a-z]", true)]
    public void The_databases_own_engine_takes_plain_patterns_only(string pattern, bool expected) =>
        PlainPattern.IsSafe(pattern).ShouldBe(expected);

    [Fact]
    public void Every_row_has_a_lowering_or_is_refused()
    {
        foreach (var function in FunctionCatalog.All)
        {
            (function.Lower is null).ShouldBe(function.Status == FunctionStatus.Refused, function.Signature);
        }
    }

    static FunctionResolution Resolve(string name, string arguments) =>
        FunctionCatalog.Resolve(name, [.. arguments.Split(';').Select(a => new FunctionArgument.Value(SqlType.Parse(a)))]);
}
