using Coffer.Sql.Values;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Values;

/// <summary>Expectations are recorded answers (golden/trino typing-format, typing-cast, scalar-random).</summary>
public sealed class TrinoTextTests
{
    [Theory]
    [InlineData(0e0, "0E0")]
    [InlineData(1e0, "1.0E0")]
    [InlineData(-0.5, "-5.0E-1")]
    [InlineData(12.34, "1.234E1")]
    [InlineData(9007199254740993e0, "9.007199254740992E15")]
    [InlineData(1e23, "9.999999999999999E22")]
    [InlineData(1704164645.123e0, "1.704164645123E9")]
    [InlineData(1e19, "1.0E19")]
    [InlineData(4.9e-324, "4.9E-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Doubles_are_printed_in_scientific_form(double value, string expected) => TrinoText.Double(value).ShouldBe(expected);

    [Theory]
    [InlineData(15497249.44f, "1.549725E7")]
    [InlineData(3.4028235E38f, "3.402823E38")]
    [InlineData(1234567f, "1.234567E6")]
    [InlineData(0.001f, "1.0E-3")]
    public void Reals_keep_seven_digits(float value, string expected) => TrinoText.Real(value).ShouldBe(expected);

    [Theory]
    [InlineData(2.5, "2.5")]
    [InlineData(1e10, "1.0E10")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(1e-3, "0.001")]
    [InlineData(1e-4, "1.0E-4")]
    public void Java_texts_switch_to_scientific_form_outside_the_middle(double value, string expected) =>
        TrinoText.JavaDouble(value).ShouldBe(expected);

    [Fact]
    public void Times_dates_decimals_and_intervals_have_trinos_text()
    {
        TrinoText.Date(19787).ShouldBe("2024-03-05");
        TrinoText.Timestamp(1704164645123000, 3).ShouldBe("2024-01-02 03:04:05.123");
        TrinoText.Timestamp(-1, 6).ShouldBe("1969-12-31 23:59:59.999999");
        TrinoText.Zoned(1704164645123000, "Asia/Tokyo", 3).ShouldBe("2024-01-02 12:04:05.123 Asia/Tokyo");
        TrinoText.Decimal(-150, 2).ShouldBe("-1.50");
        TrinoText.Decimal(5, 3).ShouldBe("0.005");
        TrinoText.IntervalDayTime(-93784500).ShouldBe("-1 02:03:04.500");
        TrinoText.IntervalYearMonth(-18).ShouldBe("-1-6");
    }

    [Theory]
    [InlineData("2024-03-10 02:30:00", "America/New_York", "2024-03-10 03:30:00 America/New_York")]
    [InlineData("2024-11-03 01:30:00", "America/New_York", "2024-11-03 01:30:00 America/New_York")]
    public void A_wall_clock_in_a_gap_moves_forward(string local, string zone, string expected)
    {
        TrinoParse.TryTimestamp(local, out var micros, out _, out _).ShouldBeTrue();
        TrinoText.Zoned(TrinoZone.Get(zone).ToInstant(micros), zone, 0).ShouldBe(expected);
    }

    [Theory]
    [InlineData("+9", "+09:00")]
    [InlineData("UTC+09:00", "+09:00")]
    [InlineData("GMT", "UTC")]
    [InlineData("+00:00", "UTC")]
    [InlineData("Japan", "Japan")]
    [InlineData("PST", null)]
    [InlineData("asia/tokyo", null)]
    [InlineData("+14:01", null)]
    [InlineData("09:00", null)]
    public void Zone_names_are_trinos(string name, string? expected) =>
        (TrinoZone.TryGet(name, out var zone) ? zone.Id : null).ShouldBe(expected);
}
