using Shouldly;
using Xunit;

namespace Coffer.Repository.Tests;

public sealed class NoticesTests
{
    [Fact]
    public void Every_shipped_package_has_an_allowed_licence() =>
        Notices.Read().Where(notice => !Notices.Allowed.Contains(notice.License)).ShouldBeEmpty();

    [Fact]
    public void The_notices_name_what_the_lock_files_name()
    {
        var path = Repository.PathOf("THIRD-PARTY-NOTICES.md");
        var expected = Notices.Render(Notices.Read());
        if (Repository.UpdateSnapshots)
        {
            File.WriteAllText(path, expected);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(expected, "COFFER_UPDATE_SNAPSHOTS=1 dotnet test writes it anew");
    }
}
