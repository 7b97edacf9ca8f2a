using Shouldly;
using Xunit;

namespace Coffer.Repository.Tests;

public sealed class CompatibilityTests
{
    public static TheoryData<string> Pages => [.. CompatibilityPages.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_compatibility_page_says_what_the_rows_say(string page)
    {
        var path = Repository.PathOf(page);
        var expected = CompatibilityPages.All[page]();
        if (Repository.UpdateSnapshots)
        {
            File.WriteAllText(path, expected);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(expected, "COFFER_UPDATE_SNAPSHOTS=1 dotnet test writes it anew");
    }
}
