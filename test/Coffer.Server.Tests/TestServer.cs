using System.Net;
using Coffer.Client;
using Coffer.Configuration;
using Coffer.Database;
using Coffer.Testing;
using Coffer.Testing.Databases;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Coffer.Server.Tests;

/// <summary>The real server on a fresh directory and a free port of loopback.</summary>
sealed class TestServer : IAsyncDisposable
{
    public const string Key = "1/0123456789abcdef0123456789abcdef01234567";

    readonly TempFolder _folder;
    readonly CofferServer _server;
    readonly TestDatabase? _database;

    TestServer(TempFolder folder, CofferServer server, TestDatabase? database = null)
    {
        _folder = folder;
        _database = database;
        _server = server;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server.Address };
    }

    public HttpClient Http { get; }

    public string DataFolder => _folder.Path;

    public CofferClient Client => new(Http, Key);

    public IServiceProvider Services => _server.Services;

    public Uri Address => _server.Address;

    public static ServerOptions Options(string folder) =>
        new()
        {
            DataDirectory = folder,
            DatabaseUrl = null,
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            QueryMemory = 512L << 20,
            ParallelQueries = 1,
            VersionRetention = TimeSpan.FromDays(7),
            LogLevel = LogLevel.Warning,
            FirstAdminKey = Key,
        };

    public static Task<TestServer> StartAsync()
    {
        var folder = new TempFolder();
        return StartAsync(folder, folder.Path);
    }

    /// <summary>On a data directory inside <paramref name="folder"/>, which goes away with the server.</summary>
    public static async Task<TestServer> StartAsync(TempFolder folder, string data) =>
        new(folder, await CofferServer.StartAsync(Options(data), TestContext.Current.CancellationToken));

    /// <summary>With its metadata on SQLite, or in a database of its own on a private PostgreSQL.</summary>
    public static async Task<TestServer> StartAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return await StartAsync();
        }

        var database = await TestDatabase.CreateAsync(kind);
        var folder = new TempFolder();
        var options = Options(folder.Path) with { DatabaseUrl = database.Location };
        return new TestServer(folder, await CofferServer.StartAsync(options, TestContext.Current.CancellationToken), database);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
