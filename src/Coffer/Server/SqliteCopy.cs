using Microsoft.Data.Sqlite;

namespace Coffer.Server;

/// <summary>A consistent copy of a SQLite file, also while a server writes to it.</summary>
static class SqliteCopy
{
    /// <summary>Replaces <paramref name="target"/> if it is there.</summary>
    public static void Make(string source, string target)
    {
        File.Delete(target);
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = source,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @target";
        command.Parameters.AddWithValue("@target", target);
        command.ExecuteNonQuery();
        using var file = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
