using Coffer.Sql.Parsing;
using Coffer.Sql.Printing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Parsing;

public sealed class SqlPrinterTests
{
    public static TheoryData<string> Statements => [.. SqlSamples.All];

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_printed_statement_reads_back_as_an_equal_tree(string sql)
    {
        var tree = Read(sql);
        var printed = SqlPrinter.Print(tree);
        var again = Read(printed);
        SqlPrinter.Print(again).ShouldBe(printed);
        again.Equals(tree).ShouldBeTrue($"{sql}\n{printed}\n{tree}\n{again}");
    }

    [Theory]
    [InlineData("select  A,b FROM\n t -- x", "SELECT A, b FROM t")]
    [InlineData("SELECT a NOT IN (1), NOT (a IN (1) AND b)", "SELECT a NOT IN (1), NOT (a IN (1) AND b)")]
    [InlineData("SELECT (a + (b * c)), ((a + b)) * c", "SELECT a + b * c, (a + b) * c")]
    [InlineData("SELECT x || 'y'", "SELECT concat(x, 'y')")]
    [InlineData("SELECT x -> x", "SELECT (x) -> x")]
    [InlineData("SELECT 1e3, 1.50, 007", "SELECT 1000E0, 1.50, 7")]
    [InlineData("DESC t", "SHOW COLUMNS FROM t")]
    public void A_statement_is_printed_on_one_line_with_the_parentheses_it_needs(string sql, string printed)
    {
        SqlPrinter.Print(Read(sql)).ShouldBe(printed);
    }

    [Fact]
    public void Trees_of_the_same_text_at_different_places_are_equal()
    {
        Read("SELECT a, f(b)\nFROM t").ShouldBe(Read("  SELECT a ,f( b ) FROM t"));
        Read("SELECT a").ShouldNotBe(Read("SELECT b"));
        Read("SELECT a").ShouldNotBe(Read("SELECT \"a\""));
    }

    static Statement Read(string sql)
    {
        var result = SqlParser.ParseStatement(SourceStatement.Whole(sql));
        result.Diagnostic.ShouldBeNull($"{sql}: {result.Diagnostic?.Message}");
        return result.Node!;
    }
}
