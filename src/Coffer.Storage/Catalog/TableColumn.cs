namespace Coffer.Storage.Catalog;

/// <summary>A declared column of a table.</summary>
public sealed record TableColumn(ColumnId Id, string Key, ColumnType Type, string? Alias)
{
    /// <summary>The column's name in SQL: the alias, else the lower-cased key.</summary>
    public string SqlName => Alias ?? Key.ToLowerInvariant();

    public string PhysicalName => Id.PhysicalName;
}
