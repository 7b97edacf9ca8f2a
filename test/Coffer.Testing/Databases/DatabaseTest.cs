using Coffer.Database;
using Xunit;

namespace Coffer.Testing.Databases;

/// <summary>
/// A test class on a fresh, migrated database. A conformance suite derives an abstract class from it and two thin ones from that:
/// <c>public sealed class SqliteJobStoreTests() : JobStoreConformance(DatabaseKind.Sqlite);</c>
/// </summary>
public abstract class DatabaseTest(DatabaseKind kind, TimeProvider? time = null) : IAsyncLifetime
{
    TestDatabase? _test;

    protected TestDatabase Test => _test!;

    protected IDatabase Database => Test.Database;

    protected CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _test = await TestDatabase.CreateMigratedAsync(kind, time);

    public virtual async ValueTask DisposeAsync()
    {
        if (_test is not null)
            await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
