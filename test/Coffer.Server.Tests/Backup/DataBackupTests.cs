using System.Text;
using Coffer.Backup;
using Coffer.Commands;
using Coffer.Testing;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests.Backup;

public sealed class DataBackupTests : IDisposable
{
    static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    readonly TempFolder _copies = new();

    public void Dispose() => _copies.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_server_is_restored_with_its_rows_jobs_and_key()
    {
        var copy = _copies.File("copy");
        await using (var server = await TestServer.StartAsync())
        {
            await FillAsync(server);
            var (manifest, content) = await DataBackup.CreateAsync(server.DataFolder, copy, Cancellation);
            content.ShouldBe(new BackupContent(1, 1, 2));
            manifest.Files.ShouldBeGreaterThan(0);
            await server.Client.DeleteTableAsync("kept", "events", Cancellation);
        }

        var folder = new TempFolder();
        var data = folder.File("restored");
        (await DataBackup.RestoreAsync(copy, data, Cancellation)).Content.ShouldBe(new BackupContent(1, 1, 2));
        await using var restored = await TestServer.StartAsync(folder, data);
        (await restored.Client.TailAsync("kept", "events", 5, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_damaged_or_unfinished_backup_is_refused()
    {
        var copy = _copies.File("copy");
        await using (var server = await TestServer.StartAsync())
        {
            await FillAsync(server);
            await DataBackup.CreateAsync(server.DataFolder, copy, Cancellation);
            (await Should.ThrowAsync<CommandException>(() => DataBackup.CreateAsync(server.DataFolder, copy, Cancellation))).Code.ShouldBe(
                ExitCode.Conflict
            );
        }

        await using (var file = File.OpenWrite(Path.Combine(copy, "coffer.db")))
        {
            file.Position = 200;
            file.WriteByte(1);
        }

        var damaged = await Should.ThrowAsync<CommandException>(() => DataBackup.RestoreAsync(copy, _copies.File("data"), Cancellation));
        damaged.Message.ShouldContain("damaged");
        File.Delete(Path.Combine(copy, "backup.json"));
        var unfinished = await Should.ThrowAsync<CommandException>(() =>
            DataBackup.RestoreAsync(copy, _copies.File("data2"), Cancellation)
        );
        unfinished.Message.ShouldContain("not a complete backup");
    }

    static async Task FillAsync(TestServer server)
    {
        await server.Client.CreateDatabaseAsync("kept", Cancellation);
        await server.Client.CreateTableAsync("kept", "events", null, Cancellation);
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes("time,name\n1,a\n2,b\n"));
        (await server.Client.ImportAsync("kept", "events", rows, "csv", null, null, Cancellation)).Records.ShouldBe(2);
    }
}
