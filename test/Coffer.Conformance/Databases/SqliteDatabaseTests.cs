using Coffer.Database;
using Coffer.Database.Sqlite;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

public sealed class SqliteDatabaseTests() : DatabaseConformance(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Writes_that_wait_share_one_commit()
    {
        var database = (SqliteDatabase)Database;
        var before = database.Commits;
        var hold = new TaskCompletionSource();
        var first = database.WriteAsync(
            async _ =>
            {
                await hold.Task;
                return true;
            },
            Cancellation
        );
        var others = Enumerable.Range(0, 50).Select(i => InsertAsync(i, i)).ToList();

        hold.SetResult();
        await first;
        await Task.WhenAll(others);

        (database.Commits - before).ShouldBeLessThanOrEqualTo(2);
        (await CountAsync()).ShouldBe(50);
    }
}
