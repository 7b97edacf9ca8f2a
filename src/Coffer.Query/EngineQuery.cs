using Coffer.Sql;

namespace Coffer.Query;

/// <summary>A statement for the engine. All texts come from the front end and the storage, never from a user.</summary>
public sealed record EngineQuery
{
    /// <summary>A SELECT in DuckDB's language; its columns are positional.</summary>
    public required string DuckSql { get; init; }

    /// <summary>The result's columns in order, with their Trino types.</summary>
    public required IReadOnlyList<SqlResultColumn> Columns { get; init; }

    /// <summary>Relations that the text refers to.</summary>
    public IReadOnlyList<EngineView> Views { get; init; } = [];

    /// <summary>Absolute paths of the files that the views read; nothing else can be opened.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
