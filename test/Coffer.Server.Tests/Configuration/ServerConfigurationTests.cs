using Coffer.Configuration;
using Coffer.Testing;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests.Configuration;

public sealed class ServerConfigurationTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_command_line_wins_over_the_environment_over_the_file_over_the_default()
    {
        var file = File("listen = \"127.0.0.1:1\"\ndata = \"/from/file\"\nlog-level = \"debug\"\n");
        var loaded = ServerConfiguration.Load(
            file,
            new Dictionary<string, string> { ["listen"] = "127.0.0.1:3" },
            new Dictionary<string, string> { ["COFFER_LISTEN"] = "127.0.0.1:2", ["COFFER_DATA"] = "/from/environment" }
        );
        loaded[Settings.Listen].ShouldBe("127.0.0.1:3");
        loaded[Settings.Data].ShouldBe("/from/environment");
        loaded[Settings.LogLevel].ShouldBe("debug");
        loaded[Settings.VersionRetention].ShouldBe("7");
        loaded.Settings.Select(s => s.Origin).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("lisen = \"127.0.0.1:1\"", "unknown key 'lisen'")]
    [InlineData("listen = [1]", "'listen' must be a text or a number")]
    [InlineData("listen = ", "cannot be read")]
    [InlineData("workflow-listen = \"127.0.0.1:65432\"", "the Workflow API is not part of this version")]
    [InlineData("director-listen = \"127.0.0.1:8000\"", "the Director API is not part of this version")]
    public void A_wrong_file_is_refused_with_its_reason(string content, string reason) =>
        Should.Throw<ConfigurationException>(() => Load(content)).Message.ShouldContain(reason);

    [Fact]
    public void All_problems_are_listed_at_once()
    {
        var wrong = Should.Throw<ConfigurationException>(() =>
            ServerOptions.From(Load("listen = \"here\"\nquery-memory = \"1MB\"\nparallel-queries = -1\nlog-level = \"loud\""))
        );
        wrong.Problems.Count.ShouldBe(4);
    }

    [Fact]
    public void An_unknown_name_in_the_environment_is_a_warning() =>
        ServerConfiguration
            .Load(
                null,
                new Dictionary<string, string>(),
                new Dictionary<string, string>
                {
                    ["COFFER_LISTN"] = "x",
                    ["COFFER_API_KEY"] = "y",
                    ["HOME"] = "z",
                }
            )
            .Warnings.ShouldBe(["COFFER_LISTN is not a setting of Coffer and is ignored"]);

    [Theory]
    [InlineData("postgres://ann:secret@db:5432/coffer", "postgres://ann:***@db:5432/coffer")]
    [InlineData("postgres://db/coffer?password=secret", "postgres://db/coffer?***")]
    [InlineData("Host=db;Username=ann;Password=secret", "Host=db;Username=ann;Password=***")]
    public void Passwords_are_not_shown(string url, string shown) => MaskedUrl.Of(url).ShouldBe(shown);

    [Theory]
    [InlineData("512MB", 536870912L)]
    [InlineData("4 GB", 4294967296L)]
    [InlineData("1000", 1000L)]
    [InlineData("1.5GB", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999TB", null)]
    public void Sizes_are_read_in_units_of_1024(string text, long? bytes) =>
        (ByteSize.TryParse(text, out var size) ? size : (long?)null).ShouldBe(bytes);

    ServerConfiguration Load(string content) =>
        ServerConfiguration.Load(File(content), new Dictionary<string, string>(), new Dictionary<string, string>());

    string File(string content)
    {
        var path = _folder.File("coffer.toml");
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
