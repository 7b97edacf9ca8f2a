using System.Globalization;
using Coffer.Testing;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests.Crash;

/// <summary><c>COFFER_KILLS</c> and <c>COFFER_KILL_SEED</c> choose a longer or another run by hand.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_server_and_workers_are_killed()
    {
        var kills = Setting("COFFER_KILLS", Environment.GetEnvironmentVariable("COFFER_TEST_REQUIRE") == "all" ? 50 : 10);
        var seed = Setting("COFFER_KILL_SEED", 20261126);
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        await using var server = new ServerProcess(ServerProcess.Built, Path.Combine(folder.Path, "data"), "1/" + new string('c', 40));
        var script = new KillScript(server, http, seed);

        await script.RunAsync(kills, cancellationToken);
        var faults = await script.FaultsAsync(cancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(script.ToString());
        faults.ShouldBeEmpty(script + Environment.NewLine + server.Log[^Math.Min(server.Log.Length, 8000)..]);
        script.Imports.ShouldBeGreaterThan(0);
        script.Jobs.ShouldBeGreaterThan(0);
    }

    static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : standard;
}
