using System.Text.Json;
using Xunit;

namespace Coffer.Server.Tests.Scenarios;

/// <summary>Every file of test/http/td is a conversation with a fresh server: requests and the exact answers.</summary>
public sealed class ScenarioTests
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "http", "td");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_server_answers_as_the_file_says(string file)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, file + ".json")));
        await using var server = await TestServer.StartAsync();
        var run = new ScenarioRun(server);
        foreach (var step in document.RootElement.EnumerateArray())
        {
            await run.StepAsync(step, TestContext.Current.CancellationToken);
        }
    }
}
