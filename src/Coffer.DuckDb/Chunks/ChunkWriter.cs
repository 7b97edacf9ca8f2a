using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>A chunk in native memory that is filled column by column, up to <see cref="DuckDbInstance.VectorSize"/> rows.</summary>
public sealed class ChunkWriter : IDisposable
{
    readonly DuckDBDataChunk _native;
    readonly LogicalType[] _types;
    readonly VectorWriter[] _columns;

    public ChunkWriter(IReadOnlyList<LogicalType> types)
    {
        _types = [.. types];
        var natives = Array.ConvertAll(_types, type => type.ToNative());
        _native = DataChunks.DuckDBCreateDataChunk(Array.ConvertAll(natives, type => type.DangerousGetHandle()), (ulong)natives.Length);
        Array.ForEach(natives, type => type.Dispose());
        _columns = new VectorWriter[_types.Length];
        MakeColumns();
    }

    public int ColumnCount => _columns.Length;

    public VectorWriter Column(int index) => _columns[index];

    internal DuckDBDataChunk Complete(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, DuckDbInstance.VectorSize);
        foreach (var column in _columns)
        {
            column.Complete();
        }

        DataChunks.DuckDBDataChunkSetSize(_native, (ulong)count);
        return _native;
    }

    internal void Reset()
    {
        DataChunks.DuckDBDataChunkReset(_native);
        MakeColumns();
    }

    public void Dispose() => _native.Dispose();

    void MakeColumns()
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = new VectorWriter(DataChunks.DuckDBDataChunkGetVector(_native, i), _types[i], DuckDbInstance.VectorSize);
        }
    }
}
