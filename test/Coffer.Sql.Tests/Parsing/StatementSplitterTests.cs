using Coffer.Sql.Parsing;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Parsing;

public sealed class StatementSplitterTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" ;; -- nothing; at all\n ; /* ; */", new string[0])]
    [InlineData("SELECT 1", new[] { "SELECT 1" })]
    [InlineData("SELECT 1;", new[] { "SELECT 1" })]
    [InlineData("SELECT 1;\nSELECT 2 ;", new[] { "SELECT 1", "\nSELECT 2 " })]
    [InlineData("SELECT ';' ; SELECT \"a;b\"", new[] { "SELECT ';' ", " SELECT \"a;b\"" })]
    [InlineData("SELECT 'it''s;' ; x", new[] { "SELECT 'it''s;' ", " x" })]
    [InlineData("-- one; two\nSELECT 1; -- after\nSELECT 2", new[] { "-- one; two\nSELECT 1", " -- after\nSELECT 2" })]
    [InlineData("SELECT 1 /* a; b */; SELECT 2", new[] { "SELECT 1 /* a; b */", " SELECT 2" })]
    [InlineData("SELECT 'open; SELECT 2", new[] { "SELECT 'open; SELECT 2" })]
    public void A_text_is_split_at_semicolons_outside_quotes_and_comments(string text, string[] expected)
    {
        StatementSplitter.Split(new SourceText(text)).Select(statement => statement.Text).ShouldBe(expected);
    }

    [Fact]
    public void Errors_of_a_later_statement_are_placed_in_the_whole_text()
    {
        var statements = StatementSplitter.Split(new SourceText("SELECT 1;\n\nSELECT FROM t;"));
        SqlParser.ParseStatement(statements[1]).Diagnostic!.Position.ShouldBe(new SourcePosition(18, 3, 8));
    }

    [Fact]
    public void A_template_hides_what_it_contains()
    {
        StatementSplitter.Split(new SourceText("SELECT ${a(';')}; SELECT '${b[\"';\"]}'"), templates: true).Count.ShouldBe(2);
    }

    [Fact]
    public void Session_properties_are_read_from_line_comments()
    {
        var statement = SourceStatement.Whole(
            "-- set session Join_Distribution_Type = 'PARTITIONED'\n--SET SESSION x='it''s'\nSELECT '-- set session no = ''1''' -- set y = '2'"
        );
        MagicComments.SessionProperties(statement).ShouldBe([new("join_distribution_type", "PARTITIONED"), new("x", "it's")]);
    }
}
