using System.CommandLine;
using System.Net;
using Coffer.Configuration;
using Coffer.Demo;
using Coffer.Server;

namespace Coffer.Commands;

/// <summary><c>coffer demo</c>: a server with real sample data, on this machine only.</summary>
static class DemoCommand
{
    public static Command Build()
    {
        var data = new Option<string?>("--data")
        {
            Description = "Data directory to keep (default: a temporary one, removed at the end)",
            HelpName = "DIR",
        };
        var listen = new Option<string>("--listen")
        {
            Description = "Address to listen at; when it is taken, a free port of the same host",
            HelpName = "HOST:PORT",
            DefaultValueFactory = _ => Settings.Listen.Default!,
        };
        var exit = new Option<bool>("--exit") { Description = "Stop after the queries instead of serving on until Ctrl-C" };
        var command = new Command("demo", "Start a server with real sample data, ask it some questions, say what to try next")
        {
            data,
            listen,
            exit,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var folder = parsed.GetValue(data) ?? Directory.CreateTempSubdirectory("coffer-demo-").FullName;
                try
                {
                    await RunAsync(folder, parsed.GetRequiredValue(listen), parsed.GetValue(exit), cancellationToken);
                }
                finally
                {
                    if (parsed.GetValue(data) is null)
                    {
                        Directory.Delete(folder, recursive: true);
                    }
                }
            }
        );
        return command;
    }

    static async Task RunAsync(string folder, string listen, bool exit, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(folder, listen, cancellationToken);
        var key =
            Environment.GetEnvironmentVariable("COFFER_API_KEY") is { Length: > 0 } chosen ? chosen
            : server.FirstAdminKey is { } made ? made.Reveal()
            : throw new CommandException(ExitCode.Usage, $"{folder} has its API key already: give it in COFFER_API_KEY");
        Console.Out.WriteLine($"Coffer {CofferServer.Version} answers at {server.Address}, data in {folder}");
        var demo = new DemoRun(ClientConnection.Open(server.Address.ToString(), key), key, Console.Out);
        await demo.LoadAsync(cancellationToken);
        await demo.AskAsync(cancellationToken);
        demo.SayWhatToTry();
        if (!exit)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine("Serving until Ctrl-C.");
            await server.WaitForShutdownAsync(CancellationToken.None);
        }
    }

    static async Task<CofferServer> StartAsync(string folder, string listen, CancellationToken cancellationToken)
    {
        var options = Options(folder, listen);
        try
        {
            return await CofferServer.StartAsync(options, cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            Console.Error.WriteLine($"{listen} is in use; taking a free port");
            return await CofferServer.StartAsync(options with { Listen = new IPEndPoint(options.Listen.Address, 0) }, cancellationToken);
        }
    }

    static ServerOptions Options(string folder, string listen) =>
        ServerOptions.From(
            ServerConfiguration.Load(
                null,
                new Dictionary<string, string>
                {
                    [Settings.Data.Key] = folder,
                    [Settings.Listen.Key] = listen,
                    [Settings.LogLevel.Key] = "warning",
                }
            )
        );
}
