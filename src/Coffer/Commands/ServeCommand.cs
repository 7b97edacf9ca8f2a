using System.CommandLine;
using System.Runtime.InteropServices;
using Coffer.Configuration;
using Coffer.Server;

namespace Coffer.Commands;

/// <summary><c>coffer serve</c>.</summary>
static class ServeCommand
{
    public static Command Build()
    {
        var options = new ServerOptionsOnCommandLine();
        var command = new Command("serve", "Run the server until it is told to stop (SIGTERM or Ctrl-C; a second one forces)");
        options.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                var configuration = options.Load(parsed);
                ConfigCommands.Warn(configuration);
                using var force = new ForcedExit();
                var settings = ServerOptions.From(configuration);
                await using var server = await CofferServer.StartAsync(settings, CancellationToken.None);
                Announce(server, settings);
                await server.WaitForShutdownAsync(CancellationToken.None);
                return (int)ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>A key that the server made is shown once: only its hash is kept. A key that the person chose is not shown at all.</summary>
    static void Announce(CofferServer server, ServerOptions settings)
    {
        Console.Out.WriteLine($"Coffer {CofferServer.Version} answers at {server.Address}");
        if (settings.FirstAdminKey is null && server.FirstAdminKey is { } key)
        {
            Console.Out.WriteLine($"API key of the administrator, shown this once: {key.Reveal()}");
        }
    }

    /// <summary>The first signal asks the host to stop; the second ends the process at once.</summary>
    sealed class ForcedExit : IDisposable
    {
        readonly List<PosixSignalRegistration> _registrations = [];
        int _signals;

        public ForcedExit()
        {
            foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            {
                _registrations.Add(PosixSignalRegistration.Create(signal, Count));
            }
        }

        public void Dispose() => _registrations.ForEach(r => r.Dispose());

        void Count(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref _signals) > 1)
            {
                Environment.Exit((int)ExitCode.Interrupted);
            }
        }
    }
}
