using Coffer.Database;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

public sealed class NamedSqlTests
{
    const string One = "-- the file's comment\n\n-- name: JobInsert\nINSERT 1;\n";

    [Fact]
    public void A_statement_is_found_by_its_name_in_both_texts()
    {
        var sql = NamedSql.Pair("jobs", One, "-- name: JobInsert\nINSERT 2\n-- why it differs\n;");

        sql["JobInsert"].ShouldBe(new SqlText("JobInsert", "INSERT 1", "INSERT 2\n-- why it differs\n"));
    }

    [Theory]
    [InlineData(One, "-- name: JobDelete\nx", "JobDelete, JobInsert")]
    [InlineData(One, "", "JobInsert")]
    [InlineData(One + One, One, "twice")]
    [InlineData(One + "-- name: JobEmpty\n;", One, "without a name or text")]
    public void Files_that_do_not_pair_are_refused(string sqlite, string postgres, string message)
    {
        Should.Throw<InvalidOperationException>(() => NamedSql.Pair("jobs", sqlite, postgres)).Message.ShouldContain(message);
    }
}
