namespace Coffer.Storage.Catalog;

/// <summary>What to change of a table; null leaves a property as it is.</summary>
public sealed record TableUpdate
{
    public TableName? Name { get; init; }

    /// <summary>With a new name: a table that has it is replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The whole new list of columns. Data of columns that are no longer declared is kept, and seen again when they are.</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>0 removes the expiry.</summary>
    public int? ExpireDays { get; init; }

    public bool? IncludeV { get; init; }

    public bool? DetectSchema { get; init; }

    public string? Description { get; init; }

    public bool? DeleteProtected { get; init; }
}
