using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods.LogicalType;

namespace Coffer.DuckDb;

/// <summary>A DuckDB type as an immutable tree; reading it from the engine costs a few native calls, so it is read once per result or function.</summary>
public sealed class LogicalType
{
    LogicalType(LogicalTypeId id) => Id = id;

    public static LogicalType Boolean { get; } = new(LogicalTypeId.Boolean);
    public static LogicalType TinyInt { get; } = new(LogicalTypeId.TinyInt);
    public static LogicalType SmallInt { get; } = new(LogicalTypeId.SmallInt);
    public static LogicalType Integer { get; } = new(LogicalTypeId.Integer);
    public static LogicalType BigInt { get; } = new(LogicalTypeId.BigInt);
    public static LogicalType HugeInt { get; } = new(LogicalTypeId.HugeInt);
    public static LogicalType UTinyInt { get; } = new(LogicalTypeId.UTinyInt);
    public static LogicalType USmallInt { get; } = new(LogicalTypeId.USmallInt);
    public static LogicalType UInteger { get; } = new(LogicalTypeId.UInteger);
    public static LogicalType UBigInt { get; } = new(LogicalTypeId.UBigInt);
    public static LogicalType UHugeInt { get; } = new(LogicalTypeId.UHugeInt);
    public static LogicalType Float { get; } = new(LogicalTypeId.Float);
    public static LogicalType Double { get; } = new(LogicalTypeId.Double);
    public static LogicalType Varchar { get; } = new(LogicalTypeId.Varchar);
    public static LogicalType Blob { get; } = new(LogicalTypeId.Blob);
    public static LogicalType Bit { get; } = new(LogicalTypeId.Bit);
    public static LogicalType Uuid { get; } = new(LogicalTypeId.Uuid);
    public static LogicalType Date { get; } = new(LogicalTypeId.Date);
    public static LogicalType Time { get; } = new(LogicalTypeId.Time);
    public static LogicalType TimeTz { get; } = new(LogicalTypeId.TimeTz);
    public static LogicalType Timestamp { get; } = new(LogicalTypeId.Timestamp);
    public static LogicalType TimestampSeconds { get; } = new(LogicalTypeId.TimestampSeconds);
    public static LogicalType TimestampMillis { get; } = new(LogicalTypeId.TimestampMillis);
    public static LogicalType TimestampNanos { get; } = new(LogicalTypeId.TimestampNanos);
    public static LogicalType TimestampTz { get; } = new(LogicalTypeId.TimestampTz);
    public static LogicalType Interval { get; } = new(LogicalTypeId.Interval);

    /// <summary>Only as the parameter of a function: any type is accepted and read from the argument itself.</summary>
    public static LogicalType Any { get; } = new(LogicalTypeId.Any);

    public LogicalTypeId Id { get; }

    /// <summary>Digits of a DECIMAL (1 to 38), else 0.</summary>
    public int Width { get; private init; }

    /// <summary>Digits after the point of a DECIMAL, else 0.</summary>
    public int Scale { get; private init; }

    /// <summary>Element type of a LIST or ARRAY; the entry STRUCT(key, value) of a MAP.</summary>
    public LogicalType? Element { get; private init; }

    /// <summary>Length of every value of a fixed-size ARRAY, else 0.</summary>
    public int ArrayLength { get; private init; }

    /// <summary>Members of a STRUCT or UNION, in order; empty for other types.</summary>
    public IReadOnlyList<LogicalField> Fields { get; private init; } = [];

    /// <summary>Values of an ENUM in dictionary order; empty for other types.</summary>
    public IReadOnlyList<string> EnumValues { get; private init; } = [];

    public static LogicalType Decimal(int width, int scale) => new(LogicalTypeId.Decimal) { Width = width, Scale = scale };

    public static LogicalType List(LogicalType element) => new(LogicalTypeId.List) { Element = element };

    public static LogicalType Array(LogicalType element, int length) =>
        new(LogicalTypeId.Array) { Element = element, ArrayLength = length };

    public static LogicalType Map(LogicalType key, LogicalType value) =>
        new(LogicalTypeId.Map) { Element = Struct(new("key", key), new("value", value)) };

    public static LogicalType Struct(params IReadOnlyList<LogicalField> fields) => new(LogicalTypeId.Struct) { Fields = fields };

    public static LogicalType Union(params IReadOnlyList<LogicalField> members) => new(LogicalTypeId.Union) { Fields = members };

    public static LogicalType Enum(params IReadOnlyList<string> values) => new(LogicalTypeId.Enum) { EnumValues = values };

    /// <summary>Bytes of one value in a vector's data array: 16 for strings (DuckDB's string_t) and list entries, 0 for STRUCT and ARRAY, whose values are in the children.</summary>
    public int ByteWidth =>
        Id switch
        {
            LogicalTypeId.Boolean or LogicalTypeId.TinyInt or LogicalTypeId.UTinyInt => 1,
            LogicalTypeId.SmallInt or LogicalTypeId.USmallInt => 2,
            LogicalTypeId.Integer or LogicalTypeId.UInteger or LogicalTypeId.Float or LogicalTypeId.Date or LogicalTypeId.SqlNull => 4,
            LogicalTypeId.Decimal => Width switch
            {
                <= 4 => 2,
                <= 9 => 4,
                <= 18 => 8,
                _ => 16,
            },
            LogicalTypeId.Enum => EnumValues.Count switch
            {
                <= byte.MaxValue => 1,
                <= ushort.MaxValue => 2,
                _ => 4,
            },
            LogicalTypeId.Interval
            or LogicalTypeId.HugeInt
            or LogicalTypeId.UHugeInt
            or LogicalTypeId.Uuid
            or LogicalTypeId.Varchar
            or LogicalTypeId.Blob
            or LogicalTypeId.Bit
            or LogicalTypeId.BigNum
            or LogicalTypeId.List
            or LogicalTypeId.Map => 16,
            LogicalTypeId.Struct or LogicalTypeId.Union or LogicalTypeId.Array or LogicalTypeId.Any or LogicalTypeId.Invalid => 0,
            _ => 8,
        };

    /// <summary>The type as DuckDB SQL prints it.</summary>
    public override string ToString() =>
        Id switch
        {
            LogicalTypeId.Decimal => $"DECIMAL({Width},{Scale})",
            LogicalTypeId.List => $"{Element}[]",
            LogicalTypeId.Array => $"{Element}[{ArrayLength}]",
            LogicalTypeId.Map => $"MAP({Element!.Fields[0].Type}, {Element.Fields[1].Type})",
            LogicalTypeId.Struct => $"STRUCT({PrintFields()})",
            LogicalTypeId.Union => $"UNION({PrintFields()})",
            LogicalTypeId.Enum => $"ENUM({string.Join(", ", EnumValues.Select(value => $"'{value.Replace("'", "''")}'"))})",
            LogicalTypeId.TimeTz => "TIME WITH TIME ZONE",
            LogicalTypeId.TimestampTz => "TIMESTAMP WITH TIME ZONE",
            LogicalTypeId.TimestampSeconds => "TIMESTAMP_S",
            LogicalTypeId.TimestampMillis => "TIMESTAMP_MS",
            LogicalTypeId.TimestampNanos => "TIMESTAMP_NS",
            LogicalTypeId.TimeNanos => "TIME_NS",
            LogicalTypeId.SqlNull => "\"NULL\"",
            _ => Id.ToString().ToUpperInvariant(),
        };

    string PrintFields() => string.Join(", ", Fields.Select(field => $"\"{field.Name.Replace("\"", "\"\"")}\" {field.Type}"));

    internal static LogicalType FromNative(DuckDBLogicalType native)
    {
        var id = (LogicalTypeId)DuckDBGetTypeId(native);
        switch (id)
        {
            case LogicalTypeId.Decimal:
                return Decimal(DuckDBDecimalWidth(native), DuckDBDecimalScale(native));
            case LogicalTypeId.List:
                return List(Child(DuckDBListTypeChildType(native)));
            case LogicalTypeId.Array:
                return Array(Child(DuckDBArrayTypeChildType(native)), (int)DuckDBArrayVectorGetSize(native));
            case LogicalTypeId.Map:
                return Map(Child(DuckDBMapTypeKeyType(native)), Child(DuckDBMapTypeValueType(native)));
            case LogicalTypeId.Struct:
                var fields = new LogicalField[DuckDBStructTypeChildCount(native)];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = new(DuckDBStructTypeChildName(native, i), Child(DuckDBStructTypeChildType(native, i)));
                }

                return Struct(fields);
            case LogicalTypeId.Union:
                var members = new LogicalField[Native.UnionTypeMemberCount(native)];
                for (var i = 0; i < members.Length; i++)
                {
                    members[i] = new(Native.UnionTypeMemberName(native, (ulong)i), Child(Native.UnionTypeMemberType(native, (ulong)i)));
                }

                return Union(members);
            case LogicalTypeId.Enum:
                var values = new string[DuckDBEnumDictionarySize(native)];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = DuckDBEnumDictionaryValue(native, i);
                }

                return Enum(values);
            default:
                return Simple(id);
        }
    }

    static LogicalType Child(DuckDBLogicalType native)
    {
        using (native)
        {
            return FromNative(native);
        }
    }

    static readonly Dictionary<LogicalTypeId, LogicalType> SimpleTypes = new LogicalType[]
    {
        Boolean,
        TinyInt,
        SmallInt,
        Integer,
        BigInt,
        HugeInt,
        UTinyInt,
        USmallInt,
        UInteger,
        UBigInt,
        UHugeInt,
        Float,
        Double,
        Varchar,
        Blob,
        Bit,
        Uuid,
        Date,
        Time,
        TimeTz,
        Timestamp,
        TimestampSeconds,
        TimestampMillis,
        TimestampNanos,
        TimestampTz,
        Interval,
        Any,
    }.ToDictionary(type => type.Id);

    static LogicalType Simple(LogicalTypeId id) => SimpleTypes.TryGetValue(id, out var type) ? type : new LogicalType(id);

    /// <summary>A native copy; the caller disposes it.</summary>
    internal DuckDBLogicalType ToNative()
    {
        switch (Id)
        {
            case LogicalTypeId.Decimal:
                return DuckDBCreateDecimalType((byte)Width, (byte)Scale);
            case LogicalTypeId.List:
                using (var element = Element!.ToNative())
                {
                    return DuckDBCreateListType(element);
                }

            case LogicalTypeId.Array:
                using (var element = Element!.ToNative())
                {
                    return Native.CreateArrayType(element, (ulong)ArrayLength);
                }

            case LogicalTypeId.Map:
                using (var key = Element!.Fields[0].Type.ToNative())
                using (var value = Element.Fields[1].Type.ToNative())
                {
                    return Native.CreateMapType(key, value);
                }

            case LogicalTypeId.Struct:
            case LogicalTypeId.Union:
                var types = Fields.Select(field => field.Type.ToNative()).ToArray();
                try
                {
                    var handles = System.Array.ConvertAll(types, type => type.DangerousGetHandle());
                    var names = Fields.Select(field => field.Name).ToArray();
                    return Id == LogicalTypeId.Struct
                        ? Native.CreateStructType(handles, names, (ulong)names.Length)
                        : Native.CreateUnionType(handles, names, (ulong)names.Length);
                }
                finally
                {
                    System.Array.ForEach(types, type => type.Dispose());
                }

            case LogicalTypeId.Enum:
                return Native.CreateEnumType([.. EnumValues], (ulong)EnumValues.Count);
            default:
                return DuckDBCreateLogicalType((DuckDBType)Id);
        }
    }
}
