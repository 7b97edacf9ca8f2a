using Coffer.Database;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

public sealed class PostgresDatabaseTests() : DatabaseConformance(DatabaseKind.Postgres)
{
    [Fact]
    public async Task A_notification_reaches_another_process()
    {
        var other = Test.OpenAnother();
        using var wakeup = other.Wakeups.Subscribe("jobs");
        await DrainAsync(wakeup);

        await NotifyAsync(Database, "jobs");

        (await wakeup.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).ShouldBeTrue();
    }
}
