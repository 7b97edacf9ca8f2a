using Coffer.Sql.Values;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Values;

/// <summary>Documented examples of Treasure Data's time functions.</summary>
public sealed class TdTimeTests
{
    const long Now = 1534209825; // 2018-08-14 01:23:45 UTC, a Tuesday

    [Theory]
    [InlineData("-7d", "2018-08-07 00:00:00", "2018-08-14 00:00:00")]
    [InlineData("-1w", "2018-08-06 00:00:00", "2018-08-13 00:00:00")]
    [InlineData("1d", "2018-08-14 00:00:00", "2018-08-15 00:00:00")]
    [InlineData("-1M", "2018-07-01 00:00:00", "2018-08-01 00:00:00")]
    [InlineData("1y", "2018-01-01 00:00:00", "2019-01-01 00:00:00")]
    [InlineData("-15m", "2018-08-14 01:08:00", "2018-08-14 01:23:00")]
    [InlineData("-30s", "2018-08-14 01:23:15", "2018-08-14 01:23:45")]
    [InlineData("-1h/now", "2018-08-14 00:00:00", "2018-08-14 01:23:45")]
    [InlineData("-1h/0d", "2018-08-13 23:00:00", "2018-08-14 00:00:00")]
    [InlineData("-7d/2015-12-25", "2015-12-18 00:00:00", "2015-12-25 00:00:00")]
    [InlineData("-10d/-1M", "2018-06-21 00:00:00", "2018-07-01 00:00:00")]
    [InlineData("0d", "2018-08-14 00:00:00", "2018-08-14 00:00:00")]
    public void Intervals_are_windows_around_the_reference_time(string interval, string from, string to) =>
        TdTime.Interval(interval, Now, "UTC").ShouldBe((Unix(from), Unix(to)));

    [Theory]
    [InlineData("-7d/now", "2016-06-19 00:00:00", "2016-06-26 01:23:45")]
    [InlineData("+7d/now", "2016-06-26 01:23:45", "2016-07-03 00:00:00")]
    [InlineData("-1h/0m", "2016-06-26 00:00:00", "2016-06-26 01:23:00")]
    [InlineData("-1M/-1M", "2016-04-01 00:00:00", "2016-05-01 00:00:00")]
    [InlineData("-1M/1M", "2016-06-01 00:00:00", "2016-07-01 00:00:00")]
    [InlineData("-1M/2018-09-02", "2018-08-01 00:00:00", "2018-09-01 00:00:00")]
    [InlineData("-1M/2018-09-02 12:34:56)", "2018-08-01 00:00:00", "2018-09-02 12:34:56")]
    [InlineData("-60m/2017-01-23 01:23:45", "2017-01-23 00:23:00", "2017-01-23 01:23:00")]
    [InlineData("-1q/0y", "2015-10-01 00:00:00", "2016-01-01 00:00:00")]
    [InlineData("-20s/-10s/now", "2016-06-26 01:23:15", "2016-06-26 01:23:35")]
    [InlineData("+1M/-2M/-1y/2016-10-01", "2015-08-01 00:00:00", "2015-09-01 00:00:00")]
    public void Intervals_use_the_zone_of_the_call(string interval, string from, string to) =>
        TdTime.Interval(interval, Unix("2016-06-26 01:23:45 -07:00"), "PDT").ShouldBe((Unix(from + " PDT"), Unix(to + " PDT")));

    [Fact]
    public void Ranges_take_texts_with_and_without_a_zone_numbers_and_open_ends()
    {
        TdTime.Range("2013-01-01 PDT", null, "UTC").ShouldBe((1357023600, long.MaxValue));
        TdTime.Range(null, "2013-01-02", "UTC").ShouldBe((0, 1357084800));
        TdTime.Range(5L, 7L, "JST").ShouldBe((5, 7));
        Should.Throw<TrinoException>(() => TdTime.Range("2013-01-01", "PDT", "UTC")).ErrorName.ShouldBe("INVALID_FUNCTION_ARGUMENT");
    }

    [Theory]
    [InlineData("week", "UTC", 1534118400)]
    [InlineData("day", "JST", 1534172400)]
    [InlineData("quarter", "America/Los_Angeles", 1530428400)]
    [InlineData("year", "America/Los_Angeles", 1514793600)]
    [InlineData("month", "JST", 1533049200)]
    public void Date_trunc_works_in_the_zone(string unit, string zone, long expected) =>
        TdTime.DateTrunc(unit, Now, TdZone.Get(zone)).ShouldBe(expected);

    [Theory]
    [InlineData("-1d", 1534123425L)]
    [InlineData("1h30m", 1534215225L)]
    [InlineData("-42w", 1508808225L)]
    [InlineData("1M", null)]
    [InlineData("", null)]
    public void Time_add_takes_weeks_to_seconds(string duration, long? expected) => TdTime.Add(Now, duration).ShouldBe(expected);

    [Theory]
    [InlineData("y", "2018-01-01 00:00:00+0000")]
    [InlineData("q!", "2018-07")]
    [InlineData("w!", "2018-08-13")]
    [InlineData("h!", "2018-08-14 01")]
    [InlineData("m!", "2018-08-14 01:23")]
    [InlineData("s", "2018-08-14 01:23:45+0000")]
    [InlineData("yyyy/MM/dd", "2018/08/14")]
    public void Time_string_has_codes_and_patterns(string code, string expected) =>
        TdTime.String(Now, code, TrinoZone.Utc).ShouldBe(expected);

    [Theory]
    [InlineData("2012-01-01", "UTC", 1325376000L)]
    [InlineData("2012-01-01", "JST", 1325343600L)]
    [InlineData("2012-01-01 00:00:00 +0900", "UTC", 1325343600L)]
    [InlineData("2012/1/1 00:00", "UTC", 1325376000L)]
    [InlineData("2012-01-01T00:00:00Z", "JST", 1325376000L)]
    [InlineData("yesterday", "UTC", null)]
    public void Time_parse_reads_the_usual_forms(string text, string zone, long? expected) =>
        (TdTime.TryParse(text, TdZone.Get(zone), out var unix) ? unix : (long?)null).ShouldBe(expected);

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss z", "UTC", "2012-01-01 00:00:00 UTC")]
    [InlineData("yyyy-MM-dd HH:mm:ss z", "PST", "2011-12-31 16:00:00 PST")]
    [InlineData("yyyy-MM-dd HH:mm:ss Z", "PST", "2011-12-31 16:00:00 -0800")]
    [InlineData("EEE, d MMM yyyy", "UTC", "Sun, 1 Jan 2012")]
    public void Time_format_uses_simple_date_format_letters(string pattern, string zone, string expected) =>
        TdTime.Format(1325376000, pattern, TdZone.Get(zone)).ShouldBe(expected);

    static long Unix(string text)
    {
        TdTime.TryParse(text, TrinoZone.Utc, out var unix).ShouldBeTrue();
        return unix;
    }
}
