namespace Coffer.Database;

/// <summary>The metadata databases that Coffer runs on.</summary>
public enum DatabaseKind
{
    /// <summary>The embedded default: one file, one process, one writer.</summary>
    Sqlite = 1,

    /// <summary>A PostgreSQL server, shared by several processes.</summary>
    Postgres = 2,
}
