namespace Coffer.Storage.Catalog;

/// <summary>A table as it stood at one moment.</summary>
public sealed record Table
{
    public required TableId Id { get; init; }

    public required DatabaseId DatabaseId { get; init; }

    public required DatabaseName Database { get; init; }

    public required TableName Name { get; init; }

    /// <summary>The declared columns in the order of the schema; <c>time</c>, which every table has, is not among them.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    public required TableVersion Version { get; init; }

    public required long Records { get; init; }

    /// <summary>The size of the current data files in bytes.</summary>
    public required long Bytes { get; init; }

    public required bool DeleteProtected { get; init; }

    /// <summary>Rows whose time is older than so many days may be removed; null keeps all.</summary>
    public int? ExpireDays { get; init; }

    /// <summary>Hive may read the virtual map column <c>v</c>.</summary>
    public required bool IncludeV { get; init; }

    /// <summary>Imports declare new keys as columns.</summary>
    public required bool DetectSchema { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When rows came in last.</summary>
    public DateTimeOffset? CounterUpdatedAt { get; init; }

    /// <summary>The newest <c>time</c> in the table, unix seconds.</summary>
    public long? LastLogTimestamp { get; init; }

    /// <summary>The declared column of this SQL name, or null.</summary>
    public TableColumn? FindColumn(string sqlName) => Columns.FirstOrDefault(c => c.SqlName == sqlName);
}
