using Coffer.Storage.Catalog;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Catalog;

public sealed class ColumnTypeTests
{
    [Theory]
    [InlineData("int", "int", "BIGINT")]
    [InlineData("float", "float", "DOUBLE")]
    [InlineData("string", "string", "VARCHAR")]
    [InlineData("array<long>", "array<long>", "BIGINT[]")]
    [InlineData(" array < array<string> > ", "array<array<string>>", "VARCHAR[][]")]
    [InlineData("map<string, array<double>>", "map<string,array<double>>", "MAP(VARCHAR, DOUBLE[])")]
    public void A_type_is_read_and_written(string text, string written, string duckType)
    {
        var type = ColumnType.Parse(text);

        (type.ToString(), type.DuckType).ShouldBe((written, duckType));
        ColumnType.Parse(written).ShouldBe(type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("boolean")]
    [InlineData("LONG")]
    [InlineData("array")]
    [InlineData("array<long")]
    [InlineData("array<long>>")]
    [InlineData("map<string>")]
    [InlineData("map<string,long,long>")]
    [InlineData("long x")]
    public void What_is_no_type_is_refused(string text)
    {
        ColumnType.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ColumnType.Parse(text)).Message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void Nesting_has_an_end()
    {
        var deep = string.Concat(Enumerable.Repeat("array<", 100_000)) + "long" + new string('>', 100_000);

        ColumnType.TryParse(deep, out _).ShouldBeFalse();
    }
}
