using Coffer.Sql.Diagnostics;
using Coffer.Sql.Parsing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Parsing;

/// <summary>Places and words of syntax errors as recorded from Trino 435 (test/golden/trino-queries/errors-parse.jsonl holds the full set).</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("SELECT", "line 1:7: mismatched input '<EOF>'. Expecting: '*', 'ALL', 'DISTINCT', <expression>")]
    [InlineData("SELECT a,\n\t\nFROM t", "line 3:1: mismatched input 'FROM'. Expecting: '*', <expression>")]
    [InlineData("SELECT '😀' , FROM t", "line 1:14: mismatched input 'FROM'. Expecting: '*', <expression>")]
    [InlineData("DROP TABLE t CASCADE", "line 1:14: mismatched input 'CASCADE'. Expecting: '.', <EOF>")]
    [InlineData(
        "SELECT x BETWEEN 1, 2",
        "line 1:19: mismatched input ','. Expecting: '%', '*', '+', '-', '.', '/', 'AND', 'AT', '[', '||'"
    )]
    [InlineData("SELECT * FROM t JOIN u", "line 1:23: mismatched input '<EOF>'. Expecting: 'ON', 'USING'")]
    [InlineData("SELECT n AS cube FROM nums", "line 1:13: mismatched input 'cube'. Expecting: <identifier>")]
    [InlineData("SELECT CAST(1 AS row())", "line 1:22: mismatched input ')'. Expecting: <integer>, <type>")]
    [InlineData("SELECT x LIMIT 1 OFFSET 1", "line 1:18: mismatched input 'OFFSET'. Expecting: <EOF>")]
    [InlineData("SELECT a FROM t WHERE EXISTS SELECT 1", "line 1:30: mismatched input 'SELECT'. Expecting: '('")]
    [InlineData("SELECT 'open", "line 1:8: mismatched input '''. Expecting: '*', 'ALL', 'DISTINCT', <expression>")]
    [InlineData("SELECT \"\"", "line 1:8: Zero-length delimited identifier not allowed")]
    [InlineData("SELECT 1a", "line 1:8: identifiers must not start with a digit; surround the identifier with double quotes")]
    [InlineData("SELECT `a`", "line 1:8: backquoted identifiers are not supported; use double quotes to quote identifiers")]
    [InlineData("SELECT X'1G'", "line 1:8: Binary literal can only contain hexadecimal digits")]
    [InlineData(
        "SELECT U&'\\D800'",
        "line 1:8: Invalid escaped character: D800. Escaped character is a surrogate. Use '\\+123456' instead."
    )]
    [InlineData("SELECT nullif(1)", "line 1:8: Invalid number of arguments for 'nullif' function")]
    [InlineData("SELECT x, 9223372036854775808", "line 1:1: Invalid numeric literal: 9223372036854775808")]
    public void An_error_is_placed_and_worded_as_Trino_does(string sql, string message)
    {
        var diagnostic = SqlParser.ParseStatement(SourceStatement.Whole(sql)).Diagnostic!;
        (diagnostic.Name, diagnostic.Code, diagnostic.Type, diagnostic.Message).ShouldBe(("SYNTAX_ERROR", 1, "USER_ERROR", message));
    }

    [Theory]
    // Trino remembers the last choice before closing parentheses.
    [InlineData(
        "SELECT * FROM t TABLESAMPLE SYSTEM (10) AS u",
        "line 1:41: mismatched input 'AS'. Expecting: '%', ')', '*', '+', '-', '.', '/', 'AND', 'AT', 'OR', '[', '||', <predicate>"
    )]
    [InlineData(
        "SELECT * FROM t JOIN u USING (a) ON true",
        "line 1:34: mismatched input 'ON'. Expecting: ',', 'CROSS', 'EXCEPT', 'FETCH', 'FULL', 'GROUP', 'HAVING', 'INNER', 'INTERSECT', 'JOIN', 'LEFT', 'LIMIT', 'NATURAL', 'OFFSET', 'ORDER', 'RIGHT', 'UNION', 'WHERE', 'WINDOW', <EOF>"
    )]
    public void An_error_behind_parentheses_lists_what_was_possible_before_them(string sql, string message)
    {
        SqlParser.ParseStatement(SourceStatement.Whole(sql)).Diagnostic!.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("EXECUTE IMMEDIATE 'SELEC 1'", 1, 20)]
    [InlineData("EXECUTE IMMEDIATE 'SELECT\n ? ?' USING 1", 2, 23)]
    public void An_error_inside_EXECUTE_IMMEDIATE_is_placed_from_the_literal(string sql, int line, int column)
    {
        var text = SqlParser.ParseStatement(SourceStatement.Whole(sql)).Node.ShouldBeOfType<ExecuteImmediate>().Text;
        var diagnostic = SqlParser.ParseImmediate(text).Diagnostic!;
        (diagnostic.Line, diagnostic.Column).ShouldBe((line, column));
    }

    [Theory]
    // The reading without a predicate survives Trino's look-ahead: what is wrong inside the parentheses is reported at IN …
    [InlineData("SELECT 1 FROM t WHERE x IN (1, 2 3)", 1, 25)]
    [InlineData("SELECT 1 FROM t WHERE x IN (SELECT)", 1, 25)]
    // … except behind NOT, and inside a construct that is itself looked ahead over.
    [InlineData("SELECT 1 FROM t WHERE x NOT IN (1, 2 3)", 1, 38)]
    [InlineData("SELECT 1 FROM t WHERE (x IN (1, 2 3))", 1, 35)]
    [InlineData("SELECT f(x IN (1, 2 3))", 1, 21)]
    public void An_error_inside_the_parentheses_of_IN_is_placed_at_IN(string sql, int line, int column)
    {
        var position = SqlParser.ParseStatement(SourceStatement.Whole(sql)).Diagnostic!.Position!.Value;
        (position.Line, position.Column).ShouldBe((line, column));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("NOT ", "")]
    [InlineData("- ", "")]
    [InlineData("ARRAY[", "]")]
    [InlineData("CASE WHEN true THEN ", " END")]
    [InlineData("x -> ", "")]
    [InlineData("(SELECT ", ")")]
    [InlineData("EXISTS (SELECT ", ")")]
    [InlineData("f(", ")")]
    [InlineData("1 + ", "")]
    [InlineData("1 || ", "")]
    [InlineData("x BETWEEN (", ") AND 1")]
    public void Deep_nesting_is_refused_and_does_not_exhaust_the_stack(string open, string close)
    {
        const int depth = 100_000;
        var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        var result = SqlParser.ParseStatement(SourceStatement.Whole("SELECT " + text));
        result.Diagnostic!.Message.ShouldBe("line 1:1: statement is too large (stack overflow while parsing)");
    }

    [Theory]
    [InlineData("SELECT 1 UNION ALL ", "SELECT 1")]
    [InlineData("SELECT * FROM ", "t CROSS JOIN ", "t")]
    [InlineData("SELECT CAST(x AS ", "array(", "bigint")]
    [InlineData("SELECT x", ".a", "")]
    [InlineData("SELECT x", "[1]", "")]
    public void A_long_chain_that_would_be_a_deep_tree_is_refused(params string[] parts)
    {
        var (start, link, end) = parts.Length == 3 ? (parts[0], parts[1], parts[2]) : ("", parts[0], parts[1]);
        var text = start + string.Concat(Enumerable.Repeat(link, 100_000)) + end;
        SqlParser
            .ParseStatement(SourceStatement.Whole(text))
            .Diagnostic!.Text.ShouldBe("statement is too large (stack overflow while parsing)");
    }

    [Theory]
    [InlineData(" OR x = 1")]
    [InlineData(" AND x = 1")]
    [InlineData(", 1")]
    public void A_long_flat_list_is_read(string link)
    {
        var text = "SELECT x = 1" + string.Concat(Enumerable.Repeat(link, 100_000));
        SqlParser.ParseStatement(SourceStatement.Whole(text)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public void Nesting_and_chains_of_an_ordinary_size_are_read()
    {
        var text = string.Concat(Enumerable.Repeat("(", 200)) + "1" + string.Concat(Enumerable.Repeat(")", 200));
        var chain = string.Join(" || ", Enumerable.Repeat("a", 900));
        SqlParser.ParseStatement(SourceStatement.Whole($"SELECT {text}, {chain}")).Diagnostic.ShouldBeNull();
    }

    [Fact]
    public void Hive_is_refused_by_name()
    {
        var result = SqlParser.ParseStatement(SourceStatement.Whole("SELECT 1"), SqlDialect.Hive);
        result.Diagnostic!.ShouldBe(new SqlDiagnostic("NOT_SUPPORTED", 13, "USER_ERROR", null, "Hive statements are not supported"));
    }

    [Fact]
    public void A_diagnostic_is_shown_with_its_line_and_a_caret()
    {
        var source = new SourceText("SELECT a,\n\t'😀' b c\nFROM t");
        var diagnostic = SqlParser.ParseStatement(new SourceStatement(source, new TextSpan(0, source.Length))).Diagnostic!;
        DiagnosticText.Excerpt(diagnostic.Position!.Value, source).ShouldBe("\t'😀' b c\n\t      ^");
    }

    [Fact]
    public void A_long_line_is_cut_around_the_place()
    {
        var source = new SourceText("SELECT " + new string('1', 1000) + " x y");
        var excerpt = DiagnosticText.Excerpt(source.PositionAt(1010), source)!.Split('\n');
        excerpt[0].Length.ShouldBe(120);
        excerpt[0][excerpt[1].IndexOf('^', StringComparison.Ordinal)].ShouldBe('y');
    }
}
