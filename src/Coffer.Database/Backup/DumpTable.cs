namespace Coffer.Database.Backup;

/// <summary>A table as a dump needs it: its columns in order, those that are booleans or bytes on PostgreSQL, and the tables that it refers to.</summary>
sealed record DumpTable(string Name, IReadOnlyList<DumpColumn> Columns)
{
    /// <summary>Table names come from the database's own catalogue; quoting keeps them what they are.</summary>
    public SqlText SelectAll => SqlText.Same($"Dump {Name}", $"SELECT {ColumnList} FROM {Quote(Name)}");

    public SqlText Insert =>
        SqlText.Same(
            $"Restore {Name}",
            $"INSERT INTO {Quote(Name)} ({ColumnList}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))})"
        );

    string ColumnList => string.Join(", ", Columns.Select(c => Quote(c.Name)));

    static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
