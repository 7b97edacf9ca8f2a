using System.Buffers.Binary;
using System.Text;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>
/// Read-only view of one column of a chunk, in native memory: valid as long as the chunk. Values of rows that are null are undefined.
/// </summary>
/// <remarks>
/// Dates are <see cref="int"/> days, times and timestamps <see cref="long"/> in the type's unit since 1970-01-01 UTC, DECIMAL the unscaled
/// integer, ENUM the index into <see cref="LogicalType.EnumValues"/>.
/// </remarks>
public readonly unsafe struct Vector
{
    readonly nint _native;
    readonly byte* _data;
    readonly ulong* _validity;

    internal Vector(nint native, LogicalType type, int count)
    {
        _native = native;
        Type = type;
        Count = count;
        _data = (byte*)Vectors.DuckDBVectorGetData(native);
        _validity = Vectors.DuckDBVectorGetValidity(native);
    }

    public LogicalType Type { get; }

    /// <summary>Rows of the chunk, or elements of the whole chunk for the element vector of a list.</summary>
    public int Count { get; }

    /// <summary>False when no row can be null, so that the check may be skipped.</summary>
    public bool MayHaveNulls => _validity != null;

    public bool IsNull(int row) => _validity != null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>One bit per row, set when the row has a value; empty when no row is null. Bits past <see cref="Count"/> are undefined.</summary>
    public ReadOnlySpan<ulong> Validity => _validity == null ? default : new ReadOnlySpan<ulong>(_validity, (Count + 63) >> 6);

    /// <summary>All values of a fixed-width type; <typeparamref name="T"/> must have exactly its width.</summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        if (sizeof(T) != Type.ByteWidth)
        {
            ThrowWidth(sizeof(T));
        }

        return new ReadOnlySpan<T>(_data, Count);
    }

    public bool Boolean(int row) => _data[row] != 0;

    public sbyte Int8(int row) => ((sbyte*)_data)[row];

    public short Int16(int row) => ((short*)_data)[row];

    public int Int32(int row) => ((int*)_data)[row];

    public long Int64(int row) => ((long*)_data)[row];

    public ulong UInt64(int row) => ((ulong*)_data)[row];

    public float Single(int row) => ((float*)_data)[row];

    public double Double(int row) => ((double*)_data)[row];

    /// <summary>A HUGEINT.</summary>
    public Int128 Int128(int row) => new(((ulong*)_data)[(2 * row) + 1], ((ulong*)_data)[2 * row]);

    /// <summary>Any signed or unsigned integer type up to 64 bits, or an ENUM's index, widened.</summary>
    public long Integer(int row) =>
        Type.Id switch
        {
            LogicalTypeId.TinyInt => Int8(row),
            LogicalTypeId.SmallInt => Int16(row),
            LogicalTypeId.Integer => Int32(row),
            LogicalTypeId.BigInt => Int64(row),
            _ => Type.ByteWidth switch
            {
                1 => _data[row],
                2 => ((ushort*)_data)[row],
                4 => ((uint*)_data)[row],
                _ => Int64(row),
            },
        };

    /// <summary>The unscaled integer of a DECIMAL.</summary>
    public Int128 DecimalUnscaled(int row) =>
        Type.ByteWidth switch
        {
            2 => Int16(row),
            4 => Int32(row),
            8 => Int64(row),
            _ => Int128(row),
        };

    public IntervalValue Interval(int row) => ((IntervalValue*)_data)[row];

    public Guid Uuid(int row)
    {
        // DuckDB keeps a UUID as a signed integer whose order is the text's order: the top bit is flipped.
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong*)_data)[(2 * row) + 1] ^ (1UL << 63));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], ((ulong*)_data)[2 * row]);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The bytes of a VARCHAR (UTF-8), BLOB, BIT or BIGNUM.</summary>
    public ReadOnlySpan<byte> Utf8(int row)
    {
        // string_t: a 4-byte length, then up to 12 bytes inline, or a 4-byte prefix and a pointer.
        var text = _data + (row * 16L);
        var length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= 12 ? text + 4 : *(byte**)(text + 8), length);
    }

    public string String(int row) => Encoding.UTF8.GetString(Utf8(row));

    /// <summary>Where the elements of a LIST, MAP or ARRAY are in <see cref="Elements"/>.</summary>
    public ListRange Range(int row) =>
        Type.Id == LogicalTypeId.Array ? new ListRange(row * Type.ArrayLength, Type.ArrayLength) : ((ListRange*)_data)[row];

    /// <summary>Elements of all lists of the chunk; for a MAP a STRUCT of key and value. Fetch once per chunk, not per row.</summary>
    public Vector Elements =>
        Type.Id switch
        {
            LogicalTypeId.List or LogicalTypeId.Map => new(
                Vectors.DuckDBListVectorGetChild(_native),
                Type.Element!,
                (int)Vectors.DuckDBListVectorGetSize(_native)
            ),
            LogicalTypeId.Array => new(Vectors.DuckDBArrayVectorGetChild(_native), Type.Element!, Count * Type.ArrayLength),
            _ => throw new InvalidOperationException($"{Type} has no elements"),
        };

    /// <summary>A member of a STRUCT. Fetch once per chunk, not per row.</summary>
    public Vector Field(int index) => new(Vectors.DuckDBStructVectorGetChild(_native, index), Type.Fields[index].Type, Count);

    /// <summary>Index of the member that a UNION has in this row.</summary>
    public int UnionTag(int row) => *((byte*)Vectors.DuckDBVectorGetData(Vectors.DuckDBStructVectorGetChild(_native, 0)) + row);

    /// <summary>A member of a UNION; its values count only in rows with that tag.</summary>
    public Vector UnionMember(int index) => new(Vectors.DuckDBStructVectorGetChild(_native, index + 1), Type.Fields[index].Type, Count);

    void ThrowWidth(int width) => throw new InvalidOperationException($"{Type} has values of {Type.ByteWidth} bytes, not {width}");
}
