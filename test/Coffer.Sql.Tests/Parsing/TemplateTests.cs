using Coffer.Sql.Parsing;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Parsing;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("SELECT * FROM ${td.database}.${table}")]
    [InlineData("SELECT * FROM db_${x}.t_${moment(session_time).format(\"YYYY\")}_z")]
    [InlineData("SELECT TD_TIME_RANGE(time, '${a['b}']}', ${n}) FROM t LIMIT ${n}")]
    [InlineData("SELECT '${x ? 'a' : \"it's\"}' AS ${name} -- ${comment}")]
    [InlineData("SELECT ${JSON.stringify({a: {b: '}'}})}")]
    [InlineData("SELECT a FROM t WHERE x = ${v} AND y IN (${a}, ${b}) AND z > 1${suffix}")]
    [InlineData("SELECT a ${alias} FROM ${t} WHERE d > DATE '${d}' ORDER BY ${column} DESC")]
    [InlineData("CREATE TABLE ${name} (${column} bigint)")]
    public void A_template_stands_for_a_name_a_part_of_a_name_or_a_literal(string sql)
    {
        SqlParser.ParseStatement(SourceStatement.Whole(sql), templates: true).Diagnostic.ShouldBeNull();
    }

    [Fact]
    public void Without_the_mode_a_template_is_an_error()
    {
        SqlParser
            .ParseStatement(SourceStatement.Whole("SELECT * FROM ${db}.users"))
            .Diagnostic!.Message.ShouldBe(
                "line 1:15: mismatched input '$'. Expecting: '(', 'JSON_TABLE', 'LATERAL', 'TABLE', 'UNNEST', <identifier>"
            );
    }
}
