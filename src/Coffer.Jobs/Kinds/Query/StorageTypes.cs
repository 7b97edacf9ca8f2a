using Coffer.Sql.Catalog;
using Coffer.Sql.Types;
using Coffer.Storage.Catalog;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>The types of Treasure Data's tables as Trino's types, and back.</summary>
static class StorageTypes
{
    /// <summary>As a query sees the table: declared columns in order, then time.</summary>
    public static SqlTable ToSql(Table table) =>
        new(
            table.Database.Value,
            table.Name.Value,
            [.. table.Columns.Select(c => new SqlTableColumn(c.SqlName, ToSql(c.Type))), new SqlTableColumn("time", SqlType.BigInt)]
        );

    /// <summary>int reads as bigint and float as double (see <see cref="ColumnType.DuckType"/>).</summary>
    public static SqlType ToSql(ColumnType type) =>
        type.Kind switch
        {
            ColumnTypeKind.Int or ColumnTypeKind.Long => SqlType.BigInt,
            ColumnTypeKind.Float or ColumnTypeKind.Double => SqlType.Double,
            ColumnTypeKind.String => SqlType.VarChar,
            ColumnTypeKind.Array => SqlType.Array(ToSql(type.Element!)),
            ColumnTypeKind.Map => SqlType.Map(ToSql(type.Key!), ToSql(type.Element!)),
        };

    /// <summary>
    /// The column type that keeps values of a query's type: what Treasure Data's tables do not know (boolean, date, timestamp, json …) is kept as its
    /// text. Null when a type cannot be kept (rows, intervals, binary).
    /// </summary>
    public static ColumnType? FromSql(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.TinyInt or SqlTypeKind.SmallInt or SqlTypeKind.Integer => ColumnType.Int,
            SqlTypeKind.BigInt => ColumnType.Long,
            SqlTypeKind.Real => ColumnType.Float,
            SqlTypeKind.Double or SqlTypeKind.Decimal => ColumnType.Double,
            SqlTypeKind.VarChar
            or SqlTypeKind.Char
            or SqlTypeKind.Boolean
            or SqlTypeKind.Date
            or SqlTypeKind.Time
            or SqlTypeKind.TimeWithTimeZone
            or SqlTypeKind.Timestamp
            or SqlTypeKind.TimestampWithTimeZone
            or SqlTypeKind.Json
            or SqlTypeKind.Uuid
            or SqlTypeKind.IpAddress => ColumnType.String,
            SqlTypeKind.Array => FromSql(type.Element) is { } element ? ColumnType.Array(element) : null,
            SqlTypeKind.Map => FromSql(type.Key) is { } key && FromSql(type.Value) is { } value ? ColumnType.Map(key, value) : null,
            _ => null,
        };
}
