namespace Coffer.Sql.Types;

/// <summary>The families of Trino types that the front end knows.</summary>
public enum SqlTypeKind
{
    /// <summary>The type of a bare NULL.</summary>
    Unknown,
    Boolean,
    TinyInt,
    SmallInt,
    Integer,
    BigInt,
    Real,
    Double,
    Decimal,
    VarChar,
    Char,
    VarBinary,
    Json,
    Date,
    Time,
    TimeWithTimeZone,
    Timestamp,
    TimestampWithTimeZone,
    IntervalDayToSecond,
    IntervalYearToMonth,
    Array,
    Map,
    Row,
    Uuid,
    IpAddress,

    /// <summary>A lambda argument: parameter types, then the result type.</summary>
    Function,

    /// <summary>A type that only exists by name (HyperLogLog, tdigest, JsonPath …): passes through functions, nothing else.</summary>
    Opaque,
}
