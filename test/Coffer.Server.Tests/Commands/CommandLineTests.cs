using Coffer.Commands;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("query SELECT")]
    [InlineData("table restore db.t not-a-number")]
    [InlineData("import --unknown")]
    public async Task A_wrong_command_line_ends_with_code_2(string line) =>
        (await CommandTree.RunAsync(line.Split(' '))).ShouldBe((int)ExitCode.Usage);

    [Fact]
    public async Task A_server_that_is_not_there_ends_with_code_10() =>
        (await CommandTree.RunAsync(["--endpoint", "http://127.0.0.1:1", "status"])).ShouldBe((int)ExitCode.Unreachable);

    [Fact]
    public async Task A_table_name_without_its_database_ends_with_code_2() =>
        (await CommandTree.RunAsync(["--endpoint", "http://127.0.0.1:1", "table", "show", "events"])).ShouldBe((int)ExitCode.Usage);

    [Fact]
    public async Task Refusals_of_the_server_have_their_own_codes()
    {
        await using var server = await TestServer.StartAsync();
        string[] connection = ["--endpoint", server.Address.ToString(), "--apikey", TestServer.Key];
        (await CommandTree.RunAsync([.. connection, "db", "create", "my_db"])).ShouldBe((int)ExitCode.Done);
        (await CommandTree.RunAsync([.. connection, "db", "create", "my_db"])).ShouldBe((int)ExitCode.Conflict);
        (await CommandTree.RunAsync([.. connection, "db", "show", "other_db"])).ShouldBe((int)ExitCode.NotFound);
        (await CommandTree.RunAsync(["--endpoint", server.Address.ToString(), "--apikey", "no", "db", "list"])).ShouldBe(
            (int)ExitCode.NotPermitted
        );
        (await CommandTree.RunAsync([.. connection, "query", "-d", "my_db", "SELECT nope"])).ShouldBe((int)ExitCode.JobFailed);
        (await CommandTree.RunAsync([.. connection, "query", "-d", "my_db", "SELECT 1"])).ShouldBe((int)ExitCode.Done);
        (await CommandTree.RunAsync([.. connection, "status", "--probe"])).ShouldBe((int)ExitCode.Done);
    }
}
