namespace Coffer.Sql.SqlJson;

/// <summary>What an item of the SQL/JSON data model is.</summary>
public enum JsonItemKind
{
    Null,
    Boolean,

    /// <summary>An integer that fits 64 bits.</summary>
    Integer,

    /// <summary>An integer that does not fit 64 bits; it has a text and no value.</summary>
    BigInteger,
    Double,
    String,
    Array,
    Object,

    /// <summary>What an empty text holds: an item that is nothing.</summary>
    Missing,
}
