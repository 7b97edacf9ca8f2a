using System.Text.Json;
using Coffer.Database;
using Xunit;

namespace Coffer.Server.Tests.Scenarios;

/// <summary>Every file of test/http/td is a conversation with a fresh server: requests and the exact answers.</summary>
public sealed class ScenarioTests
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "http", "td");

    public static TheoryData<string, DatabaseKind> Conversations()
    {
        var rows = new TheoryData<string, DatabaseKind>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json").Order())
        {
            foreach (var kind in Enum.GetValues<DatabaseKind>())
            {
                rows.Add(Path.GetFileNameWithoutExtension(file), kind);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task The_server_answers_as_the_file_says(string file, DatabaseKind metadata)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, file + ".json")));
        await using var server = await TestServer.StartAsync(metadata);
        var run = new ScenarioRun(server);
        foreach (var step in document.RootElement.EnumerateArray())
        {
            await run.StepAsync(step, TestContext.Current.CancellationToken);
        }
    }
}
