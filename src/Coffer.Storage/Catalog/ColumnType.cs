using System.Diagnostics.CodeAnalysis;

namespace Coffer.Storage.Catalog;

/// <summary>A declared type: <c>int long float double string array&lt;T&gt; map&lt;K,V&gt;</c>. Equal when the text is equal.</summary>
public sealed record ColumnType
{
    const int MaxDepth = 16;

    ColumnType(ColumnTypeKind kind, ColumnType? element = null, ColumnType? key = null)
    {
        Kind = kind;
        Element = element;
        Key = key;
    }

    public static ColumnType Int { get; } = new(ColumnTypeKind.Int);
    public static ColumnType Long { get; } = new(ColumnTypeKind.Long);
    public static ColumnType Float { get; } = new(ColumnTypeKind.Float);
    public static ColumnType Double { get; } = new(ColumnTypeKind.Double);
    public static ColumnType String { get; } = new(ColumnTypeKind.String);

    public ColumnTypeKind Kind { get; }

    /// <summary>The element of an array, the value of a map.</summary>
    public ColumnType? Element { get; }

    /// <summary>The key of a map.</summary>
    public ColumnType? Key { get; }

    public static ColumnType Array(ColumnType element) => new(ColumnTypeKind.Array, element);

    public static ColumnType Map(ColumnType key, ColumnType value) => new(ColumnTypeKind.Map, value, key);

    /// <summary>
    /// The type that a scan yields in DuckDB, which is also the physical type that a written file should have. <c>int</c> reads as BIGINT and
    /// <c>float</c> as DOUBLE, as Treasure Data's Presto does: both accept 64-bit values on import.
    /// </summary>
    public string DuckType =>
        Kind switch
        {
            ColumnTypeKind.Int or ColumnTypeKind.Long => "BIGINT",
            ColumnTypeKind.Float or ColumnTypeKind.Double => "DOUBLE",
            ColumnTypeKind.String => "VARCHAR",
            ColumnTypeKind.Array => $"{Element!.DuckType}[]",
            ColumnTypeKind.Map => $"MAP({Key!.DuckType}, {Element!.DuckType})",
        };

    public static bool TryParse(string text, [NotNullWhen(true)] out ColumnType? type)
    {
        var rest = text.AsSpan();
        type = Read(ref rest, MaxDepth);
        if (type is not null && !rest.Trim().IsEmpty)
            type = null;
        return type is not null;
    }

    /// <exception cref="FormatException">The text is not a type.</exception>
    public static ColumnType Parse(string text) =>
        TryParse(text, out var type) ? type : throw new FormatException($"'{text}' is not a column type");

    public override string ToString() =>
        Kind switch
        {
            ColumnTypeKind.Int => "int",
            ColumnTypeKind.Long => "long",
            ColumnTypeKind.Float => "float",
            ColumnTypeKind.Double => "double",
            ColumnTypeKind.String => "string",
            ColumnTypeKind.Array => $"array<{Element}>",
            ColumnTypeKind.Map => $"map<{Key},{Element}>",
        };

    static ColumnType? Read(ref ReadOnlySpan<char> rest, int depth)
    {
        rest = rest.TrimStart();
        var length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length]))
            length++;
        var word = rest[..length];
        rest = rest[length..];
        if (word.SequenceEqual("array") && depth > 0)
            return Expect(ref rest, '<') && Read(ref rest, depth - 1) is { } element && Expect(ref rest, '>') ? Array(element) : null;
        if (word.SequenceEqual("map") && depth > 0)
        {
            if (!Expect(ref rest, '<') || Read(ref rest, depth - 1) is not { } key)
                return null;
            return Expect(ref rest, ',') && Read(ref rest, depth - 1) is { } value && Expect(ref rest, '>') ? Map(key, value) : null;
        }
        return word switch
        {
            "int" => Int,
            "long" => Long,
            "float" => Float,
            "double" => Double,
            "string" => String,
            _ => null,
        };
    }

    static bool Expect(ref ReadOnlySpan<char> rest, char expected)
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty || rest[0] != expected)
            return false;
        rest = rest[1..];
        return true;
    }
}
