namespace Coffer.Storage.Catalog;

/// <summary>The options of a table that is created; the defaults are Treasure Data's.</summary>
public sealed record NewTable
{
    public TableSchema Schema { get; init; } = TableSchema.Empty;

    /// <summary>Null or 0: rows do not expire.</summary>
    public int? ExpireDays { get; init; }

    public bool IncludeV { get; init; } = true;

    public bool DetectSchema { get; init; } = true;

    public string? Description { get; init; }
}
