using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>
/// Writes one column of a chunk directly into native memory. Every row starts as a value, not null; rows may be written in any order,
/// the elements of lists are appended.
/// </summary>
/// <remarks>Physical forms are those of <see cref="Vector"/>. A span or writer of elements is stale after the next <see cref="AppendList"/>
/// or <see cref="AppendElement"/>, except that <see cref="Elements"/> itself follows.</remarks>
public sealed unsafe class VectorWriter
{
    readonly nint _native;
    readonly int _width;
    readonly VectorWriter[] _children;
    byte* _data;
    ulong* _validity;
    int _capacity;

    // Starts at what the vector has already: a window fills one vector with many calls.
    int _elementCount;

    internal VectorWriter(nint native, LogicalType type, int capacity)
    {
        _native = native;
        Type = type;
        _width = type.ByteWidth;
        _capacity = capacity;
        _data = (byte*)Vectors.DuckDBVectorGetData(native);
        _validity = Vectors.DuckDBVectorGetValidity(native);
        _elementCount = type.Id is LogicalTypeId.List or LogicalTypeId.Map ? (int)Vectors.DuckDBListVectorGetSize(native) : 0;
        _children = type.Id switch
        {
            LogicalTypeId.List or LogicalTypeId.Map => [new(Vectors.DuckDBListVectorGetChild(native), type.Element!, 0)],
            LogicalTypeId.Array => [new(Vectors.DuckDBArrayVectorGetChild(native), type.Element!, capacity * type.ArrayLength)],
            LogicalTypeId.Struct =>
            [
                .. type.Fields.Select((field, i) => new VectorWriter(Vectors.DuckDBStructVectorGetChild(native, i), field.Type, capacity)),
            ],
            _ => [],
        };
    }

    public LogicalType Type { get; }

    /// <summary>Writer of the elements of a LIST or ARRAY; for a MAP a STRUCT of key (0) and value (1).</summary>
    public VectorWriter Elements => _children[0];

    /// <summary>Elements appended so far, over all rows.</summary>
    public int ElementCount => _elementCount;

    public VectorWriter Field(int index) => _children[index];

    /// <summary>Nulls the row, and for a STRUCT also its members, as DuckDB expects.</summary>
    public void SetNull(int row)
    {
        if (_validity == null)
        {
            Vectors.DuckDBVectorEnsureValidityWritable(_native);
            _validity = Vectors.DuckDBVectorGetValidity(_native);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
        if (Type.Id == LogicalTypeId.Struct)
        {
            foreach (var child in _children)
            {
                child.SetNull(row);
            }
        }
        else if (Type.Id is LogicalTypeId.List or LogicalTypeId.Map)
        {
            ((ListRange*)_data)[row] = default;
        }
    }

    /// <summary>All values of a fixed-width type; <typeparamref name="T"/> must have exactly its width.</summary>
    public Span<T> Values<T>()
        where T : unmanaged
    {
        CheckWidth(sizeof(T));
        return new Span<T>(_data, _capacity);
    }

    /// <summary>Writes a value of a fixed-width type; <typeparamref name="T"/> must have exactly its width.</summary>
    public void Set<T>(int row, T value)
        where T : unmanaged
    {
        CheckWidth(sizeof(T));
        ((T*)_data)[row] = value;
    }

    public void Set(int row, Int128 value)
    {
        CheckWidth(16);
        ((ulong*)_data)[2 * row] = (ulong)value;
        ((ulong*)_data)[(2 * row) + 1] = (ulong)(value >> 64);
    }

    /// <summary>Writes the unscaled integer of a DECIMAL; the caller has checked that it fits the width.</summary>
    public void SetDecimal(int row, Int128 unscaled)
    {
        switch (_width)
        {
            case 2:
                ((short*)_data)[row] = (short)unscaled;
                break;
            case 4:
                ((int*)_data)[row] = (int)unscaled;
                break;
            case 8:
                ((long*)_data)[row] = (long)unscaled;
                break;
            default:
                Set(row, unscaled);
                break;
        }
    }

    public void Set(int row, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        CheckWidth(16);
        ((ulong*)_data)[(2 * row) + 1] = BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ (1UL << 63);
        ((ulong*)_data)[2 * row] = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    /// <summary>Writes a VARCHAR.</summary>
    /// <exception cref="ArgumentException">The bytes are not UTF-8, which DuckDB takes for granted.</exception>
    public void SetUtf8(int row, ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("The bytes are not valid UTF-8", nameof(utf8));
        }

        SetBytes(row, utf8);
    }

    /// <summary>Writes a VARCHAR; a lone surrogate becomes U+FFFD.</summary>
    public void SetString(int row, ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 512)
        {
            Span<byte> buffer = stackalloc byte[512];
            SetBytes(row, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        SetBytes(row, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Writes a BLOB.</summary>
    public void SetBlob(int row, ReadOnlySpan<byte> bytes) => SetBytes(row, bytes);

    void SetBytes(int row, ReadOnlySpan<byte> bytes)
    {
        if (Type.Id is not (LogicalTypeId.Varchar or LogicalTypeId.Blob))
        {
            throw new InvalidOperationException($"{Type} is not written as bytes");
        }

        var target = _data + (row * 16L);
        if (bytes.Length <= 12)
        {
            // Inline form; the rest must be zero, because DuckDB compares all 16 bytes.
            ((ulong*)target)[0] = 0;
            ((ulong*)target)[1] = 0;
            *(int*)target = bytes.Length;
            bytes.CopyTo(new Span<byte>(target + 4, 12));
            return;
        }

        fixed (byte* source = bytes)
        {
            Vectors.DuckDBUnsafeVectorAssignStringElementLength(_native, (ulong)row, source, bytes.Length);
        }
    }

    /// <summary>Appends <paramref name="count"/> elements and makes them the list of <paramref name="row"/>.</summary>
    /// <returns>Index of the first one in <see cref="Elements"/>; the caller writes every one of them.</returns>
    public int AppendList(int row, int count)
    {
        var start = _elementCount;
        Grow(count);
        SetList(row, start, count);
        return start;
    }

    /// <summary>Appends one element without a list around it yet; see <see cref="SetList"/>.</summary>
    /// <returns>Its index in <see cref="Elements"/>.</returns>
    public int AppendElement()
    {
        Grow(1);
        return _elementCount - 1;
    }

    /// <summary>Makes already appended elements the list of <paramref name="row"/>.</summary>
    public void SetList(int row, int start, int count)
    {
        if (Type.Id is not (LogicalTypeId.List or LogicalTypeId.Map))
        {
            throw new InvalidOperationException($"{Type} is not a list");
        }

        ((ListRange*)_data)[row] = new ListRange(start, count);
    }

    void Grow(int count)
    {
        var needed = checked(_elementCount + count);
        var child = _children[0];
        if (needed > child._capacity)
        {
            var capacity = (int)Math.Min(Math.Max(BitOperations.RoundUpToPowerOf2((uint)needed), 2048u), int.MaxValue);
            Vectors.DuckDBListVectorReserve(_native, (ulong)capacity);
            child.Refresh(capacity);
        }

        _elementCount = needed;
    }

    void Refresh(int capacity)
    {
        _capacity = capacity;
        _data = (byte*)Vectors.DuckDBVectorGetData(_native);
        _validity = Vectors.DuckDBVectorGetValidity(_native);
        if (Type.Id is LogicalTypeId.Struct)
        {
            foreach (var child in _children)
            {
                child.Refresh(capacity);
            }
        }
        else if (Type.Id is LogicalTypeId.Array)
        {
            _children[0].Refresh(capacity * Type.ArrayLength);
        }
    }

    /// <summary>Tells DuckDB how many elements the lists have; once all rows are written.</summary>
    internal void Complete()
    {
        if (Type.Id is LogicalTypeId.List or LogicalTypeId.Map)
        {
            Vectors.DuckDBListVectorSetSize(_native, (ulong)_elementCount);
        }

        foreach (var child in _children)
        {
            child.Complete();
        }
    }

    void CheckWidth(int width)
    {
        if (width != _width)
        {
            throw new InvalidOperationException($"{Type} has values of {_width} bytes, not {width}");
        }
    }
}
