namespace Coffer.Sql;

/// <summary>The language of a statement.</summary>
public enum SqlDialect
{
    Trino = 1,

    /// <summary>Known by name, not compiled yet.</summary>
    Hive = 2,
}
