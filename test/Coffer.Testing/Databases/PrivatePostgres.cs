using System.Diagnostics;
using Npgsql;

namespace Coffer.Testing.Databases;

/// <summary>
/// A PostgreSQL server of this test process alone, from Debian's package: its own data folder and a Unix socket in it, no port. It runs below a shell that
/// stops it when its standard input closes, so it ends with the test process however that ends.
/// </summary>
sealed class PrivatePostgres
{
    // fsync off: what the tests ask is what a transaction means, not whether this throw-away server survives a power cut.
    const string Script = """
        set -e
        "$1/initdb" -D "$2/data" -A trust -U coffer -E UTF8 --locale=C --no-sync >"$2/initdb.log" 2>&1
        "$1/pg_ctl" -D "$2/data" -l "$2/server.log" -w -o "-h '' -k $2 -F -c max_connections=200 -c synchronous_commit=off -c full_page_writes=off" start >/dev/null
        echo ready
        read line || true
        "$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null
        rm -rf "$2"
        """;

    static readonly Lazy<Task<PrivatePostgres?>> Shared = new(StartAsync);

    readonly Process _shell;
    int _databases;

    PrivatePostgres(Process shell, string folder)
    {
        _shell = shell;
        Folder = folder;
    }

    string Folder { get; }

    /// <summary>The server of this process, or null when PostgreSQL is not installed.</summary>
    public static Task<PrivatePostgres?> SharedAsync() => Shared.Value;

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Folder,
            Username = "coffer",
            Database = database,
            IncludeErrorDetail = true,
            MaxPoolSize = 20,
        }.ConnectionString;

    static async Task<PrivatePostgres?> StartAsync()
    {
        var bin = BinFolder();
        if (bin is null)
            return null;
        // Short, because the path of a Unix socket may have 107 characters; the shell removes it.
        var folder = Directory.CreateTempSubdirectory("coffer-pg-");
        ProcessStartInfo start;
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root; the package brings its own user.
            await Process.Start("chown", ["postgres", folder.FullName]).WaitForExitAsync();
            start = new ProcessStartInfo(
                "setpriv",
                ["--reuid=postgres", "--regid=postgres", "--clear-groups", "/bin/sh", "-c", Script, "sh", bin, folder.FullName]
            );
        }
        else
        {
            start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", bin, folder.FullName]);
        }
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = folder.FullName;
        var shell = Process.Start(start)!;
        if (await shell.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException($"The private PostgreSQL did not start: {ReadLogs(folder.FullName)}");
        return new PrivatePostgres(shell, folder.FullName);
    }

    static string ReadLogs(string folder) => string.Join("\n", Directory.GetFiles(folder, "*.log").Select(File.ReadAllText));

    static string? BinFolder() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
}
