using Coffer.Testing;

namespace Coffer.Benchmarks;

/// <summary>A scratch folder, a server on it and a client of that server, for one benchmark.</summary>
sealed class BenchSite : IAsyncDisposable
{
    static readonly string Key = "1/" + new string('b', 40);

    readonly IReadOnlyList<string> _executable;

    BenchSite(IReadOnlyList<string> executable, string folder, string goldenFolder)
    {
        _executable = executable;
        Folder = folder;
        GoldenFolder = goldenFolder;
        Http = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromMinutes(10) };
        Server = NewServer();
    }

    /// <summary>Fresh, on the disk that the server's data is on; removed at the end.</summary>
    public string Folder { get; }

    public string GoldenFolder { get; }

    public HttpClient Http { get; }

    public ServerProcess Server { get; private set; }

    public TdClient Client => new(Http, Server.Address, Server.ApiKey);

    public static BenchSite Open(string? executable, string? scratch, string? goldenFolder) =>
        new(
            executable is null ? ServerProcess.Built : [executable],
            Directory.CreateDirectory(Path.Combine(scratch ?? Path.GetTempPath(), "coffer-bench-" + Path.GetRandomFileName())).FullName,
            goldenFolder ?? Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "test", "golden")
        );

    /// <summary>A server on the same data folder, not started; further options go to <c>serve</c>.</summary>
    public ServerProcess NewServer(params string[] options) => new(_executable, Path.Combine(Folder, "data"), Key, options);

    public Task StartAsync() => Server.StartAsync(Http, CancellationToken.None);

    /// <summary>Replaces the server by one with other options and starts it.</summary>
    public async Task RestartAsync(params string[] options)
    {
        await Server.DisposeAsync();
        Server = NewServer(options);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
