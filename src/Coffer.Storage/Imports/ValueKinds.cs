using Coffer.Storage.Catalog;

namespace Coffer.Storage.Imports;

static class ValueKinds
{
    public static string DuckType(this ValueKind kind) =>
        kind switch
        {
            ValueKind.Bool => "BOOLEAN",
            ValueKind.Long => "BIGINT",
            ValueKind.Double => "DOUBLE",
            ValueKind.Text => "VARCHAR",
            ValueKind.None => throw new InvalidOperationException("A column without values is not written"),
        };

    /// <summary>The type under which a new key is declared. Treasure Data has no boolean: they read as 'true' and 'false'.</summary>
    public static ColumnType Declared(this ValueKind kind) =>
        kind switch
        {
            ValueKind.Long => ColumnType.Long,
            ValueKind.Double => ColumnType.Double,
            ValueKind.Bool or ValueKind.Text => ColumnType.String,
            ValueKind.None => throw new InvalidOperationException("A column without values is not declared"),
        };

    /// <summary>The kind that holds what both hold.</summary>
    public static ValueKind Join(ValueKind a, ValueKind b)
    {
        if (a == b || b == ValueKind.None)
            return a;
        if (a == ValueKind.None)
            return b;
        return a is ValueKind.Long or ValueKind.Double && b is ValueKind.Long or ValueKind.Double ? ValueKind.Double : ValueKind.Text;
    }
}
