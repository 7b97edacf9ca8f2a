using System.Reflection;
using Coffer.Accounts;
using Coffer.Api;
using Coffer.Configuration;
using Coffer.Data;
using Coffer.Database;
using Coffer.Files;
using Coffer.Files.Local;
using Coffer.Jobs;
using Coffer.Jobs.Kinds.Query;
using Coffer.Jobs.Queue;
using Coffer.Jobs.Results;
using Coffer.Jobs.Running;
using Coffer.Query;
using Coffer.Query.DuckDb;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Imports;
using Coffer.Storage.Maintenance;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Console;

namespace Coffer.Server;

/// <summary>One server: its data directory, its parts, its listener. Made by <see cref="StartAsync"/>; disposing stops it and gives the directory back.</summary>
sealed class CofferServer : IAsyncDisposable
{
    /// <summary>Less than the ten seconds that process managers give at least.</summary>
    static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(9);

    readonly WebApplication _app;
    readonly DataDirectory _directory;

    CofferServer(WebApplication app, DataDirectory directory, ApiKey? firstAdminKey)
    {
        _app = app;
        _directory = directory;
        FirstAdminKey = firstAdminKey;
    }

    public static string Version { get; } =
        typeof(CofferServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The key of the administrator that this start made; null when there was one already.</summary>
    public ApiKey? FirstAdminKey { get; }

    /// <summary>Where the main listener answers.</summary>
    public Uri Address =>
        new(
            _app.Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.First()
                .Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
        );

    public IServiceProvider Services => _app.Services;

    /// <exception cref="DataDirectoryException">The data directory cannot be used.</exception>
    /// <exception cref="ConfigurationException">A value is not usable.</exception>
    public static async Task<CofferServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var directory = DataDirectory.Open(options.DataDirectory);
        WebApplication? app = null;
        try
        {
            app = Build(options, directory);
            var database = app.Services.GetRequiredService<IDatabase>();
            await MetadataStore.MigrateAsync(database, directory, app.Services.GetRequiredService<ILoggerFactory>(), cancellationToken);
            var firstKey = await EnsureAdminAsync(app.Services.GetRequiredService<ApiKeys>(), options, cancellationToken);
            await app.StartAsync(cancellationToken);
            var server = new CofferServer(app, directory, firstKey);
            ServerLog.Started(app.Logger, Version, server.Address, directory.FullPath, database.Kind);
            return server;
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            directory.Dispose();
            throw;
        }
    }

    /// <summary>Completes when somebody asked the server to stop and it has stopped.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory.Dispose();
    }

    static async Task<ApiKey?> EnsureAdminAsync(ApiKeys keys, ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.EnsureFirstAdminAsync(options.FirstAdminKey, cancellationToken);
        }
        catch (ArgumentException malformed)
        {
            throw new ConfigurationException(["COFFER_API_KEY: " + malformed.Message]);
        }
    }

    static WebApplication Build(ServerOptions options, DataDirectory directory)
    {
        // The empty builder: nothing is read from appsettings.json or ASPNETCORE_ variables; every setting is in Settings.cs.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "coffer", ContentRootPath = directory.FullPath }
        );
        AddLogging(builder.Logging, options.LogLevel);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen);
            // Imports are as large as the client's file. A client may also read a result, or produce an upload, as slowly as it works on the rows.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownTimeout;
            host.ServicesStopConcurrently = true;
        });
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        AddParts(builder.Services, options, directory);
        var app = builder.Build();
        app.UseCofferApi();
        return app;
    }

    static void AddParts(IServiceCollection services, ServerOptions options, DataDirectory directory)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new ServerFacts(Version, TimeProvider.System.GetUtcNow(), directory.CreatedAt));
        services.AddSingleton(provider => MetadataStore.Open(options, directory, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<TableCatalog>();
        services.AddSingleton(new StorageOptions { VersionRetention = options.VersionRetention });
        services.AddSingleton<IFileStore>(provider => new LocalFileStore(directory.Files, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => StagingFolder.Open(directory.Staging));
        services.AddSingleton(_ => ParquetEngine.Open(directory.Spill));
        services.AddSingleton<TableCommits>();
        services.AddSingleton<TableVersions>();
        services.AddSingleton<TableSnapshots>();
        services.AddSingleton<TableScan>();
        services.AddSingleton(new ImportLimits());
        services.AddSingleton<StreamingImport>();
        services.AddSingleton<FileImport>();
        services.AddSingleton<TableTail>();
        services.AddSingleton<Compaction>();
        services.AddSingleton<Retention>();
        services.AddSingleton<OrphanSweeper>();
        services.AddHostedService<StorageMaintenance>();
        services.AddSingleton<IQueryEngine>(provider => new DuckDbEngine(
            new DuckDbEngineOptions
            {
                WorkerFile = WorkerFile,
                ScratchFolder = directory.Scratch,
                ParallelSessions = ParallelQueries(options),
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DuckDbEngine>>()
        ));
        services.AddSingleton(new JobOptions { MaxRunning = ParallelQueries(options), QueryMemoryBytes = options.QueryMemory });
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobResults>();
        services.AddSingleton<IJobKind, QueryJob>();
        services.AddHostedService<JobPump>();
        services.AddHostedService<JobRescuer>();
        services.AddCofferApi();
    }

    /// <summary>The program itself; a test host and <c>dotnet coffer.dll</c> have it beside theirs.</summary>
    static string WorkerFile =>
        Assembly.GetEntryAssembly() == typeof(CofferServer).Assembly
        && Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet"
            ? Environment.ProcessPath!
            : Path.Combine(AppContext.BaseDirectory, "coffer");

    static int ParallelQueries(ServerOptions options)
    {
        if (options.ParallelQueries > 0)
        {
            return options.ParallelQueries;
        }

        var byMemory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / options.QueryMemory;
        return (int)Math.Clamp(byMemory, 1, Environment.ProcessorCount);
    }

    static void AddLogging(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level < LogLevel.Warning ? LogLevel.Warning : level);
        if (Console.IsErrorRedirected)
        {
            logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddSimpleConsole(text =>
            {
                text.SingleLine = true;
                text.TimestampFormat = "HH:mm:ss.fff ";
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
