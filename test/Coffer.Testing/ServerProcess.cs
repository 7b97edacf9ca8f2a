using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Coffer.Testing;

/// <summary>The built server as a process of its own, so that it can be killed: <c>coffer serve</c> on a loopback port.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    const int SigKill = 9;

    readonly string[] _command;
    readonly string _logPath;
    Process? _process;

    /// <param name="executable">How to call it: the published file, or <see cref="Built"/>.</param>
    /// <param name="dataFolder">Its data directory; its log goes beside it.</param>
    /// <param name="apiKey">The admin key that an empty data directory gets.</param>
    /// <param name="options">Further options of <c>serve</c>.</param>
    public ServerProcess(IEnumerable<string> executable, string dataFolder, string apiKey, params IEnumerable<string> options)
    {
        _logPath = dataFolder + ".log";
        ApiKey = apiKey;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _command = [.. executable, "serve", "--data", dataFolder, "--listen", $"{Address.Host}:{Address.Port}", .. options];
    }

    /// <summary>The executable that the build put beside the tests.</summary>
    public static IReadOnlyList<string> Built { get; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "coffer.dll")];

    public Uri Address { get; }

    public string ApiKey { get; }

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server was not started");

    /// <summary>What all runs of the server wrote to stderr.</summary>
    public string Log => File.Exists(_logPath) ? File.ReadAllText(_logPath) : "";

    /// <summary>Starts the process and returns when it answers that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds its log.</exception>
    public async Task StartAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >>\"$log\" 2>&1");
        foreach (var word in (string[])["sh", _logPath, .. _command])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["COFFER_API_KEY"] = ApiKey;
        _process = Process.Start(start)!;
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {Log}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "healthz/ready"), cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Ends the server as a power cut would. Its workers notice by themselves.</summary>
    public async Task KillAsync()
    {
        _ = SendSignal(ProcessId, SigKill);
        await _process!.WaitForExitAsync();
    }

    /// <summary>Kills one of the server's worker processes, chosen by <paramref name="random"/>; false when it has none.</summary>
    public bool KillWorker(Random random)
    {
        var workers = ChildrenOf(ProcessId);
        return workers.Count > 0 && SendSignal(workers[random.Next(workers.Count)], SigKill) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Ids of the processes that a process started.</summary>
    public static List<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                // pid (command) state ppid …; the command may hold blanks, so fields are counted after its closing parenthesis.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (int.Parse(fields[1], CultureInfo.InvariantCulture) == parent)
                {
                    children.Add(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
            {
                // Not a process, or one that ended while we looked.
            }
        }

        return children;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
