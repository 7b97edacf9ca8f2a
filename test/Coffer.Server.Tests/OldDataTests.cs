using Coffer.Database.Migrations;
using Coffer.Database.Sqlite;
using Coffer.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests;

/// <summary>Data directories of earlier versions, checked in under test/data, are opened by this one.</summary>
public sealed class OldDataTests
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "data");

    public static TheoryData<string> Directories() => [.. Directory.EnumerateDirectories(Folder).Select(d => Path.GetFileName(d)!).Order()];

    [Theory]
    [MemberData(nameof(Directories))]
    public async Task An_old_data_directory_is_migrated_after_a_copy_and_keeps_rows_jobs_and_key(string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = new TempFolder();
        var data = folder.File("data");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, name), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(data, Path.GetRelativePath(Path.Combine(Folder, name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var before = await SchemaAsync(data, cancellation);
        await using var server = await TestServer.StartAsync(folder, data);
        File.Exists(Path.Combine(data, $"coffer.db.schema{before.Current}")).ShouldBe(!before.IsCurrent);

        var client = server.Client;
        (await client.TableAsync("kept", "events", cancellation)).Count.ShouldBe(3);
        (await client.TailAsync("kept", "events", 10, cancellation))
            .Select(r => r.GetProperty("name").GetString())
            .ShouldBe(["c", "b", "a"]);
        (await client.JobAsync("1", cancellation)).Status.ShouldBe("success");
        await using var result = await client.ResultAsync("1", "csv", header: false, cancellation);
        using var reader = new StreamReader(result);
        (await reader.ReadToEndAsync(cancellation)).ShouldBe("3\r\n");
    }

    static async Task<SchemaStatus> SchemaAsync(string data, CancellationToken cancellationToken)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(data, "coffer.db"), TimeProvider.System);
        return await new Migrator(database, NullLogger<Migrator>.Instance).CheckAsync(cancellationToken);
    }
}
