using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Text;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("abc", 0, 1, 1)]
    [InlineData("abc", 3, 1, 4)]
    [InlineData("a\nb", 2, 2, 1)]
    [InlineData("a\r\nb", 3, 2, 1)]
    [InlineData("😀b", 2, 1, 2)]
    [InlineData("\tb", 1, 1, 2)]
    [InlineData("a\n\n", 3, 3, 1)]
    public void Positions_count_lines_and_code_points_from_one(string text, int offset, int line, int column)
    {
        new SourceText(text).PositionAt(offset).ShouldBe(new SourcePosition(offset, line, column));
    }

    [Fact]
    public void A_line_is_given_without_its_break()
    {
        var text = new SourceText("a\r\nbc\nd");
        Enumerable.Range(1, text.LineCount).Select(text.LineText).ShouldBe(["a", "bc", "d"]);
    }
}
