namespace Coffer.Storage.Catalog;

/// <summary>The column types of Treasure Data (treasure-data/td-client-java TDTypeName).</summary>
public enum ColumnTypeKind
{
    Int = 1,
    Long = 2,
    Float = 3,
    Double = 4,
    String = 5,
    Array = 6,
    Map = 7,
}
