using Microsoft.Data.Sqlite;

namespace Coffer.Database.Sqlite;

/// <summary>A connection with its prepared statements. Used by one transaction at a time.</summary>
sealed class SqliteSession : IDisposable
{
    readonly SqliteConnection _connection;
    readonly Dictionary<string, SqliteCommand> _prepared = [];

    SqliteSession(SqliteConnection connection) => _connection = connection;

    public static SqliteSession Open(string connectionString, bool readOnly)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            // FULL: a commit is on the disk before it is acknowledged. The journal mode is a property of the file and survives.
            session.Script(
                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
            );
            if (readOnly)
                session.Script("PRAGMA query_only = ON;");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>False after an error that made SQLite undo the whole transaction (disk full, I/O error).</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public SqliteConnection Connection => _connection;

    public void Script(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>The statement, prepared at its first use on this connection.</summary>
    public SqliteCommand Command(string text, (string Name, object? Value)[] parameters)
    {
        if (!_prepared.TryGetValue(text, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = text;
            _prepared.Add(text, command);
        }
        foreach (var (name, value) in parameters)
        {
            var key = "@" + name;
            if (command.Parameters.Contains(key))
                command.Parameters[key].Value = value ?? DBNull.Value;
            else
                command.Parameters.AddWithValue(key, value ?? DBNull.Value);
        }
        return command;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _connection.Dispose();
    }
}
