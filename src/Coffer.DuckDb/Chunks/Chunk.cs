namespace Coffer.DuckDb;

/// <summary>A view of up to <see cref="DuckDbInstance.VectorSize"/> rows in native memory, one vector per column.</summary>
public readonly struct Chunk
{
    readonly nint _native;
    readonly LogicalType[] _types;

    internal Chunk(nint native, LogicalType[] types, int count)
    {
        _native = native;
        _types = types;
        Count = count;
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    public int ColumnCount => _types.Length;

    public Vector Column(int index) => new(Native.ChunkGetVector(_native, (ulong)index), _types[index], Count);
}
