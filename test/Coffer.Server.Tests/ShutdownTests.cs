using System.Diagnostics;
using System.Runtime.InteropServices;
using Coffer.Client;
using Coffer.Testing;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests;

public sealed partial class ShutdownTests
{
    const int SigTerm = 15;
    const string Key = "1/00112233445566778899aabbccddeeff00112233";

    /// <summary>Runs for hours.</summary>
    const string Endless = """
        SELECT count(*)
        FROM UNNEST(sequence(1, 10000)) AS a (x)
        CROSS JOIN UNNEST(sequence(1, 10000)) AS b (y)
        CROSS JOIN UNNEST(sequence(1, 10000)) AS c (z)
        WHERE (x + y * z) % 7 = 3
        """;

    static readonly TimeSpan PromisedStop = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_server_that_is_told_to_stop_hands_its_jobs_back_and_the_next_one_runs_them()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var server = new ServerProcess(ServerProcess.Built, folder.File("data"), Key);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        await server.StartAsync(http, cancellation);
        var client = new CofferClient(http, Key);
        await client.CreateDatabaseAsync("my_db", cancellation);
        var job = await client.IssueAsync("my_db", Endless, "trino", 0, cancellation);
        await UntilAsync(client, job, "running", cancellation);

        using (var process = Process.GetProcessById(server.ProcessId))
        {
            var asked = TimeProvider.System.GetTimestamp();
            SendSignal(process.Id, SigTerm).ShouldBe(0);
            await process.WaitForExitAsync(cancellation);
            TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(PromisedStop);
        }

        await server.StartAsync(http, cancellation);
        await UntilAsync(client, job, "running", cancellation);
        (await client.KillAsync(job, cancellation)).ShouldBe("running");
        await UntilAsync(client, job, "killed", cancellation);
    }

    static async Task UntilAsync(CofferClient client, string job, string status, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await client.JobStatusAsync(job, patience.Token)).Status is var now && now != status)
        {
            now.ShouldBeOneOf("queued", "running");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
