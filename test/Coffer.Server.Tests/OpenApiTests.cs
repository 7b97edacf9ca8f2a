using Xunit;

namespace Coffer.Server.Tests;

public sealed class OpenApiTests
{
    static readonly string Snapshot = Path.Combine(AppContext.BaseDirectory, "http", "coffer-openapi.json");

    [Fact]
    public async Task The_own_api_is_described_as_in_test_http_coffer_openapi_json()
    {
        await using var server = await TestServer.StartAsync();
        var actual = await server.Http.GetStringAsync("coffer/v1/openapi.json", TestContext.Current.CancellationToken);
        var expected = File.Exists(Snapshot) ? await File.ReadAllTextAsync(Snapshot, TestContext.Current.CancellationToken) : "";
        if (actual.Trim() != expected.Trim())
        {
            var changed = Path.Combine(AppContext.BaseDirectory, "coffer-openapi.json");
            await File.WriteAllTextAsync(changed, actual.Trim() + "\n", TestContext.Current.CancellationToken);
            Assert.Fail($"The document changed. If that is meant, copy {changed} to test/http/coffer-openapi.json.");
        }
    }
}
