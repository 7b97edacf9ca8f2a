using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Catalog;

public sealed class NameTests
{
    [Theory]
    [InlineData("abc", true)]
    [InlineData("a_1", true)]
    [InlineData("123", true)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a-b", false)]
    [InlineData("äbc", false)]
    [InlineData("ab c", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_name_has_3_to_256_small_letters_digits_and_underscores(string? text, bool valid)
    {
        DatabaseName.TryParse(text, out _).ShouldBe(valid);
        TableName.TryParse(text, out _).ShouldBe(valid);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_name_has_an_end(int length, bool valid) => TableName.TryParse(new string('a', length), out _).ShouldBe(valid);

    [Theory]
    [InlineData("time", 1)]
    [InlineData("c2", 2)]
    [InlineData("c1", null)]
    [InlineData("c", null)]
    [InlineData("x2", null)]
    [InlineData("c-2", null)]
    public void A_physical_name_is_a_column_id(string name, int? id)
    {
        ColumnId.FromPhysicalName(name)?.Value.ShouldBe(id!.Value);
        if (ColumnId.FromPhysicalName(name) is { } column)
            column.PhysicalName.ShouldBe(name);
        else
            id.ShouldBeNull();
    }
}
