using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>One DuckDB database, in memory or in a file. Connections share its data, settings and threads.</summary>
public sealed class DuckDbInstance : IDisposable
{
    readonly DuckDBDatabase _database;

    DuckDbInstance(DuckDBDatabase database) => _database = database;

    /// <summary>Version of the native library, such as "v1.5.6".</summary>
    public static string LibraryVersion => Startup.DuckDBLibraryVersion();

    /// <summary>Rows that a chunk holds at most (2048 in the builds that are shipped).</summary>
    public static int VectorSize { get; } = (int)Helpers.DuckDBVectorSize();

    /// <param name="path">Database file; null opens an in-memory database.</param>
    /// <param name="settings">Settings by DuckDB's names; applied before anything else runs, so also those that cannot change later.</param>
    /// <exception cref="DuckDbException">A setting or the file is refused.</exception>
    public static DuckDbInstance Open(string? path = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (Configuration.DuckDBCreateConfig(out var config) != DuckDBState.Success)
        {
            throw new DuckDbException(DuckDbErrorKind.Settings, "DuckDB could not create a configuration");
        }

        using (config)
        {
            foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            {
                if (Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
                {
                    throw new DuckDbException(DuckDbErrorKind.Settings, $"DuckDB refused the setting {name} = '{value}'");
                }
            }

            if (Startup.DuckDBOpen(path!, out var database, config, out var error) != DuckDBState.Success)
            {
                database?.Dispose();
                throw DuckDbException.FromText(error);
            }

            return new DuckDbInstance(database);
        }
    }

    public Connection Connect()
    {
        if (Startup.DuckDBConnect(_database, out var connection) != DuckDBState.Success)
        {
            throw new DuckDbException(DuckDbErrorKind.Connection, "DuckDB refused the connection");
        }

        return new Connection(connection);
    }

    public void Dispose() => _database.Dispose();
}
