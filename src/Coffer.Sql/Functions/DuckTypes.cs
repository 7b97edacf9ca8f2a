using System.Globalization;
using Coffer.Sql.Types;

namespace Coffer.Sql.Functions;

/// <summary>The DuckDB type that holds a Trino type.</summary>
public static class DuckTypes
{
    public const string Zoned = "STRUCT(i TIMESTAMP, z VARCHAR)";
    public const string ZonedTime = "STRUCT(t TIME, o INTEGER)";

    public static string Of(SqlType type) =>
        type.Kind switch
        {
            SqlTypeKind.Unknown => "INTEGER",
            SqlTypeKind.Boolean => "BOOLEAN",
            SqlTypeKind.TinyInt => "TINYINT",
            SqlTypeKind.SmallInt => "SMALLINT",
            SqlTypeKind.Integer => "INTEGER",
            SqlTypeKind.BigInt => "BIGINT",
            SqlTypeKind.Real => "FLOAT",
            SqlTypeKind.Double => "DOUBLE",
            SqlTypeKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({type.Precision},{type.Scale})"),
            SqlTypeKind.VarChar or SqlTypeKind.Char or SqlTypeKind.Json or SqlTypeKind.IpAddress => "VARCHAR",
            SqlTypeKind.VarBinary => "BLOB",
            SqlTypeKind.Date => "DATE",
            SqlTypeKind.Time => "TIME",
            SqlTypeKind.TimeWithTimeZone => ZonedTime,
            SqlTypeKind.Timestamp => "TIMESTAMP",
            SqlTypeKind.TimestampWithTimeZone => Zoned,
            SqlTypeKind.IntervalDayToSecond => "BIGINT",
            SqlTypeKind.IntervalYearToMonth => "INTEGER",
            SqlTypeKind.Array => Of(type.Element) + "[]",
            SqlTypeKind.Map => $"MAP({Of(type.Key)}, {Of(type.Value)})",
            SqlTypeKind.Row =>
                $"STRUCT({string.Join(", ", type.Fields.Select((f, i) => string.Create(CultureInfo.InvariantCulture, $"f{i + 1} {Of(f.Type)}")))})",
            SqlTypeKind.Uuid => "UUID",
            SqlTypeKind.Function => throw new ArgumentException("A lambda has no DuckDB type", nameof(type)),
            SqlTypeKind.Opaque => type.Name is "JoniRegExp" or "JsonPath" or "CodePoints" ? "VARCHAR" : "BLOB",
        };
}
