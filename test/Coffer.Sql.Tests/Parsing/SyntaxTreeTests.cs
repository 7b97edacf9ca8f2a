using Coffer.Sql.Parsing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Parsing;

public sealed class SyntaxTreeTests
{
    [Theory]
    // Operators at the operator, predicates at the first token behind the value, the rest at the first token.
    [InlineData("a + b", 3)]
    [InlineData("a || b", 3)]
    [InlineData("a = b", 3)]
    [InlineData("a AND b", 1)]
    [InlineData("a IS NULL", 3)]
    [InlineData("a NOT IN (1)", 3)]
    [InlineData("a BETWEEN 1 AND 2", 3)]
    [InlineData("(a + b)[1]", 1)]
    [InlineData("a.b", 1)]
    [InlineData("a AT TIME ZONE 'UTC'", 3)]
    [InlineData("f(a)", 1)]
    [InlineData("(SELECT 1)", 1)]
    [InlineData("-5", 1)]
    public void A_node_is_placed_where_Trino_reports_errors_about_it(string text, int column)
    {
        Parse(text).Position.Column.ShouldBe(column);
    }

    [Fact]
    public void A_chain_of_one_logical_operator_is_one_node()
    {
        Parse("a OR b OR c AND d").ShouldBeOfType<LogicalExpression>().Terms.Count.ShouldBe(3);
        Parse("(a OR b) OR c").ShouldBeOfType<LogicalExpression>().Terms.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("row", typeof(Identifier))]
    [InlineData("row(1)", typeof(RowConstructor))]
    [InlineData("(1, 2)", typeof(RowConstructor))]
    [InlineData("array", typeof(Identifier))]
    [InlineData("array(1)", typeof(FunctionCall))]
    [InlineData("ARRAY[1]", typeof(ArrayConstructor))]
    [InlineData("interval", typeof(Identifier))]
    [InlineData("INTERVAL '1' DAY", typeof(IntervalLiteral))]
    [InlineData("date", typeof(Identifier))]
    [InlineData("date '2024-01-01'", typeof(TypedLiteral))]
    [InlineData("date('2024-01-01')", typeof(FunctionCall))]
    [InlineData("a = ANY (b)", typeof(Comparison))]
    [InlineData("a = ANY (SELECT b)", typeof(QuantifiedComparison))]
    [InlineData("a IN ((SELECT 1))", typeof(InList))]
    [InlineData("a IN (SELECT 1)", typeof(InSubquery))]
    [InlineData("try_cast(1)", typeof(FunctionCall))]
    [InlineData("IF(a, b)", typeof(IfExpression))]
    [InlineData("x.if(a, b)", typeof(FunctionCall))]
    [InlineData("-5", typeof(IntegerLiteral))]
    [InlineData("-a", typeof(ArithmeticUnary))]
    [InlineData("5-5", typeof(ArithmeticBinary))]
    public void A_word_is_read_by_what_follows_it(string text, Type type)
    {
        Parse(text).ShouldBeOfType(type);
    }

    [Theory]
    [InlineData("bigint", "GenericDataType")]
    [InlineData("ARRAY<bigint>", "GenericDataType")]
    [InlineData("timestamp(3) with time zone", "DateTimeDataType")]
    [InlineData("interval day to second", "IntervalDataType")]
    [InlineData("row(a bigint, varchar(3))", "RowDataType")]
    public void A_type_is_read_alone(string text, string type)
    {
        SqlParser.ParseType(SourceStatement.Whole(text)).Node!.GetType().Name.ShouldBe(type);
    }

    [Fact]
    public void The_order_behind_a_plain_select_belongs_to_it_and_behind_a_set_operation_to_the_query()
    {
        Query("SELECT 1 ORDER BY 1 LIMIT 1").OrderBy.ShouldBeNull();
        Query("SELECT 1 ORDER BY 1 LIMIT 1").Body.ShouldBeOfType<QuerySpecification>().Limit.ShouldNotBeNull();
        Query("SELECT 1 UNION SELECT 2 ORDER BY 1").OrderBy.ShouldNotBeNull();
    }

    [Fact]
    public void Intersect_holds_tighter_than_union_and_union_leans_to_the_left()
    {
        var union = Query("SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 UNION ALL SELECT 4").Body.ShouldBeOfType<SetOperation>();
        union.All.ShouldBeTrue();
        union.Left.ShouldBeOfType<SetOperation>().Right.ShouldBeOfType<SetOperation>().Operator.ShouldBe(SetOperator.Intersect);
    }

    static Expression Parse(string text)
    {
        var result = SqlParser.ParseExpression(SourceStatement.Whole(text));
        result.Diagnostic.ShouldBeNull(result.Diagnostic?.Message);
        return result.Node!;
    }

    static Query Query(string text) => SqlParser.ParseStatement(SourceStatement.Whole(text)).Node.ShouldBeOfType<QueryStatement>().Query;
}
