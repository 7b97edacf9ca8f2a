using System.Text;
using Coffer.Storage.Imports;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Imports;

public sealed class ColumnBuilderTests
{
    [Theory]
    [InlineData("1 2", "Long", "1 2")]
    [InlineData("1 2.5", "Double", "1.0 2.5")]
    [InlineData("2.5 1", "Double", "2.5 1.0")]
    [InlineData("9007199254740993 2.5", "Text", "9007199254740993 2.5")]
    [InlineData("2.5 9007199254740993", "Text", "2.5 9007199254740993")]
    [InlineData("true false", "Bool", "true false")]
    [InlineData("true 1", "Text", "true 1")]
    [InlineData("1 - x", "Text", "1 - x")]
    [InlineData("1.0 x true", "Text", "1.0 x true")]
    [InlineData("- - 3", "Long", "- - 3")]
    public void A_column_widens_without_losing_a_value(string values, string kind, string kept)
    {
        var column = new ColumnBuilder("a");
        foreach (var (row, value) in values.Split(' ').Index())
            Add(column, row, value);

        column.Kind.ToString().ShouldBe(kind);
        string.Join(' ', Enumerable.Range(0, values.Split(' ').Length).Select(r => Show(column, r))).ShouldBe(kept);
    }

    [Theory]
    [InlineData("1 -2 -", "Long")]
    [InlineData("1 2.50", "Double")]
    [InlineData("0 0.5 -0.25", "Double")]
    [InlineData("007", "Text")]
    [InlineData("+1", "Text")]
    [InlineData("1e5", "Text")]
    [InlineData(".5", "Text")]
    [InlineData("5.", "Text")]
    [InlineData("-", "Long")]
    [InlineData("9223372036854775808", "Text")]
    [InlineData("1.1234567890123456", "Text")]
    [InlineData("NaN", "Text")]
    public void Texts_become_numbers_when_all_are_written_like_numbers(string values, string kind)
    {
        var column = new ColumnBuilder("a");
        column.AddText(0, "1"u8);
        foreach (var (row, value) in values.Split(' ').Index())
        {
            if (value != "-")
                column.AddText(row + 1, Encoding.UTF8.GetBytes(value));
        }

        column.NarrowText();

        column.Kind.ToString().ShouldBe(kind);
    }

    static void Add(ColumnBuilder column, int row, string value)
    {
        if (value is "true" or "false")
            column.AddBool(row, value == "true");
        else if (long.TryParse(value, out var integer))
            column.AddLong(row, integer);
        else if (double.TryParse(value, out var number))
            column.AddDouble(row, number);
        else if (value != "-")
            column.AddText(row, Encoding.UTF8.GetBytes(value));
    }

    static string Show(ColumnBuilder column, int row)
    {
        if (column.IsNull(row))
            return "-";
        switch (column.Kind)
        {
            case ValueKind.Text:
                return Encoding.UTF8.GetString(column.Text(row));
            case ValueKind.Bool:
                return column.Numbers[row] != 0 ? "true" : "false";
            case ValueKind.Double:
                Span<byte> text = stackalloc byte[32];
                return Encoding.UTF8.GetString(
                    text[..ColumnBuilder.FormatDouble(BitConverter.Int64BitsToDouble(column.Numbers[row]), text)]
                );
            default:
                return $"{column.Numbers[row]}";
        }
    }
}
