namespace Coffer.Query;

/// <summary>A Parquet file to write.</summary>
public sealed record ParquetTarget
{
    /// <summary>Absolute path; must not exist; its folder must.</summary>
    public required string Path { get; init; }

    /// <summary>The file's columns, one for each column of the query in order.</summary>
    public required IReadOnlyList<ParquetColumn> Columns { get; init; }

    /// <summary>Name of the column that the rows are sorted by; null keeps the query's order.</summary>
    public string? SortedBy { get; init; } = "time";
}
