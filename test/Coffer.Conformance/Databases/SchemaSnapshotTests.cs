using System.Runtime.CompilerServices;
using Coffer.Database;
using Coffer.Database.Migrations;
using Coffer.Testing.Databases;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Databases;

/// <summary>
/// The schema that the migrations make is a reviewed text. After a new migration run the test once with COFFER_UPDATE_SNAPSHOTS=1 and look at the diff.
/// </summary>
public sealed class SchemaSnapshotTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_schema_is_the_reviewed_one(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(kind);
        var file = SnapshotFile(kind);
        var schema = await SchemaDump.ReadAsync(test.Database, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("COFFER_UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(file, schema, TestContext.Current.CancellationToken);

        schema.ShouldBe(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    static string SnapshotFile(DatabaseKind kind, [CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "Snapshots", $"schema.{kind.ToString().ToLowerInvariant()}.sql");
}
