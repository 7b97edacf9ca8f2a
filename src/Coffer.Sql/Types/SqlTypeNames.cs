namespace Coffer.Sql.Types;

/// <summary>Type names without structure, as written in SQL or printed by Trino.</summary>
public static class SqlTypeNames
{
    /// <summary>The type of a name with numeric arguments, or null when there is no such type or the arguments do not fit.</summary>
    public static SqlType? Resolve(string name, IReadOnlyList<int> arguments)
    {
        var plain = arguments.Count == 0;
        return name.ToLowerInvariant() switch
        {
            "unknown" when plain => SqlType.Unknown,
            "boolean" when plain => SqlType.Boolean,
            "tinyint" when plain => SqlType.TinyInt,
            "smallint" when plain => SqlType.SmallInt,
            "integer" or "int" when plain => SqlType.Integer,
            "bigint" when plain => SqlType.BigInt,
            "real" when plain => SqlType.Real,
            "double" when plain => SqlType.Double,
            "decimal" => Decimal(arguments),
            "varchar" => plain ? SqlType.VarChar
            : arguments is [>= 0 and < int.MaxValue] ? SqlType.VarCharOf(arguments[0])
            : arguments is [int.MaxValue] ? SqlType.VarChar
            : null,
            "char" => plain ? SqlType.CharOf(1)
            : arguments is [>= 0 and <= 65536] ? SqlType.CharOf(arguments[0])
            : null,
            "varbinary" when plain => SqlType.VarBinary,
            "json" when plain => SqlType.Json,
            "date" when plain => SqlType.Date,
            "uuid" when plain => SqlType.Uuid,
            "ipaddress" when plain => SqlType.IpAddress,
            "time" => arguments is [>= 0 and <= 12] ? SqlType.Time(arguments[0])
            : plain ? SqlType.Time(SqlType.DefaultTimePrecision)
            : null,
            "timestamp" => arguments is [>= 0 and <= 12] ? SqlType.Timestamp(arguments[0])
            : plain ? SqlType.Timestamp(SqlType.DefaultTimePrecision)
            : null,
            "hyperloglog" when plain => SqlType.Opaque("HyperLogLog"),
            "p4hyperloglog" when plain => SqlType.Opaque("P4HyperLogLog"),
            "tdigest" when plain => SqlType.Opaque("tdigest"),
            "setdigest" when plain => SqlType.Opaque("SetDigest"),
            "jsonpath" when plain => SqlType.Opaque("JsonPath"),
            "joniregexp" when plain => SqlType.Opaque("JoniRegExp"),
            "color" when plain => SqlType.Opaque("color"),
            "ipprefix" when plain => SqlType.Opaque("ipprefix"),
            _ => null,
        };
    }

    static SqlType? Decimal(IReadOnlyList<int> arguments)
    {
        var precision = arguments.Count > 0 ? arguments[0] : SqlType.MaxDecimalPrecision;
        var scale = arguments.Count > 1 ? arguments[1] : 0;
        return arguments.Count <= 2 && precision is >= 1 and <= SqlType.MaxDecimalPrecision && scale >= 0 && scale <= precision
            ? SqlType.Decimal(precision, scale)
            : null;
    }
}
