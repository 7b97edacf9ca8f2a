using System.CommandLine;
using System.Net;
using Coffer.Client;
using Coffer.Configuration;
using Coffer.Data;
using Coffer.Database.Migrations;

namespace Coffer.Commands;

/// <summary>The command line. Data goes to standard output, everything else to standard error.</summary>
static class CommandTree
{
    public static RootCommand Build() =>
        new("Coffer: a self-hosted data platform that speaks the APIs of Treasure Data")
        {
            GlobalOptions.Endpoint,
            GlobalOptions.ApiKey,
            GlobalOptions.Format,
            GlobalOptions.Quiet,
            ServeCommand.Build(),
            DemoCommand.Build(),
            StatusCommand.Build(),
            DatabaseCommands.Build(),
            TableCommands.Build(),
            ImportCommand.Build(),
            QueryCommand.Build(),
            JobCommands.Build(),
            ConfigCommands.Build(),
            MetadataCommands.Build(),
            BackupCommands.Build(),
        };

    /// <summary>Runs one command. One of the places where catching everything is right: the process ends here.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Build().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine("error: " + error.Message);
            }

            Console.Error.WriteLine("Try: coffer --help");
            return (int)ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception failure)
        {
            var (code, message) = Describe(failure);
            Console.Error.WriteLine("error: " + message);
            return (int)code;
        }
    }

    static (ExitCode Code, string Message) Describe(Exception failure) =>
        failure switch
        {
            CommandException refused => (refused.Code, refused.Message),
            ConfigurationException configuration => (ExitCode.Usage, string.Join(Environment.NewLine + "error: ", configuration.Problems)),
            DataDirectoryException directory => (ExitCode.Failed, directory.Message),
            CofferApiException api => (CodeOf(api.Status), api.Message),
            HttpRequestException unreachable => (
                ExitCode.Unreachable,
                $"The server cannot be reached: {unreachable.Message} Is it running? Start it with: coffer serve"
            ),
            SchemaMismatchException incompatible => (ExitCode.Incompatible, incompatible.Message),
            OperationCanceledException => (ExitCode.Interrupted, "Interrupted"),
            IOException or UnauthorizedAccessException => (ExitCode.Failed, failure.Message),
            _ => (ExitCode.Failed, failure.ToString()),
        };

    static ExitCode CodeOf(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.NotPermitted,
            HttpStatusCode.NotFound => ExitCode.NotFound,
            HttpStatusCode.Conflict => ExitCode.Conflict,
            _ => ExitCode.Failed,
        };
}
