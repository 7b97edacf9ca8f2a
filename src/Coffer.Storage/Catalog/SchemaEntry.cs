namespace Coffer.Storage.Catalog;

/// <summary>One entry of a schema as clients write it: the key in the stored records, the type, and optionally the column's name in SQL.</summary>
public sealed record SchemaEntry(string Key, ColumnType Type, string? Alias = null);
