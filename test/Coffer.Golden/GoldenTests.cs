using System.Text.Json;
using Shouldly;
using Xunit;

namespace Coffer.Golden;

/// <summary>The share of equal answers of each area never falls below its floor in <c>floors.json</c>.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("trino", 10)]
    [InlineData("trino-queries", 1)]
    [InlineData("tpch", 1)]
    public void The_share_of_equal_answers_does_not_fall(string area, int sample)
    {
        var folder = GoldenFiles.DefaultFolder();
        var everything = Environment.GetEnvironmentVariable("COFFER_TEST_REQUIRE") == "all";
        using var tally = new Tally(area, failuresPath: null);

        GoldenAreas.Run(area, folder, everything ? 1 : sample, tally, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(tally.Lines());
        tally.Share.ShouldBeGreaterThanOrEqualTo(Floor(folder, area, everything ? "whole" : "sample"), tally.Lines());
    }

    static double Floor(string folder, string area, string kind)
    {
        using var floors = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "floors.json")));
        return floors.RootElement.GetProperty(area).GetProperty(kind).GetDouble();
    }
}
