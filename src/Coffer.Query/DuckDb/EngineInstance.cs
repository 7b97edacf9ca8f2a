using System.Globalization;
using Coffer.DuckDb;
using Coffer.Query.Functions;

namespace Coffer.Query.DuckDb;

/// <summary>
/// A DuckDB database with the settings that the compiled SQL relies on, and our functions. <see cref="Restrict"/> then closes it for one
/// job: nothing but the job's files can be read, and no setting can be changed any more (reference/sql.md 8.3).
/// </summary>
public sealed class EngineInstance : IDisposable
{
    // Explicit, because the meaning of a query must not depend on the defaults of a DuckDB release.
    const string Settings = """
        SET TimeZone = 'UTC';
        SET default_null_order = 'nulls_last';
        SET default_order = 'asc';
        SET preserve_insertion_order = false;
        SET integer_division = false;
        SET ieee_floating_point_ops = true;
        SET lambda_syntax = 'DISABLE_SINGLE_ARROW';
        SET scalar_subquery_error_on_multiple_rows = true;
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        SET allow_community_extensions = false;
        SET allow_persistent_secrets = false;
        SET allow_unredacted_secrets = false;
        SET enable_progress_bar = true;
        SET enable_progress_bar_print = false;
        SET progress_bar_time = 0;
        """;

    static readonly Dictionary<string, string> OneThread = new() { ["threads"] = "1" };

    readonly DuckDbInstance _instance;

    EngineInstance(DuckDbInstance instance)
    {
        _instance = instance;
        Connection = instance.Connect();
    }

    public Connection Connection { get; }

    /// <summary>Opens an in-memory database. Costs some milliseconds, so the worker does it ahead of the job.</summary>
    public static EngineInstance Open()
    {
        var instance = new EngineInstance(DuckDbInstance.Open(null, OneThread));
        instance.Connection.Execute(Settings);
        TrinoFunctions.RegisterAll(instance.Connection);
        return instance;
    }

    /// <summary>Gives the instance its share of the machine and locks it. Only once.</summary>
    /// <param name="memoryBytes">DuckDB's own limit.</param>
    /// <param name="threads">Threads that compute.</param>
    /// <param name="spillBytes">Most bytes in <paramref name="scratchFolder"/>.</param>
    /// <param name="scratchFolder">Absolute; where it may write: spilled data and result files.</param>
    /// <param name="files">Absolute paths that it may read.</param>
    public void Restrict(long memoryBytes, int threads, long spillBytes, string scratchFolder, IReadOnlyList<string> files) =>
        Connection.Execute(
            $"""
            SET threads = {threads.ToString(CultureInfo.InvariantCulture)};
            SET memory_limit = '{memoryBytes.ToString(CultureInfo.InvariantCulture)}B';
            SET temp_directory = {Quote(scratchFolder)};
            SET max_temp_directory_size = '{spillBytes.ToString(CultureInfo.InvariantCulture)}B';
            SET allowed_paths = [{string.Join(", ", files.Select(Quote))}];
            SET allowed_directories = [{Quote(scratchFolder)}];
            SET enable_external_access = false;
            SET lock_configuration = true;
            """
        );

    public void Dispose()
    {
        Connection.Dispose();
        _instance.Dispose();
    }

    internal static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
