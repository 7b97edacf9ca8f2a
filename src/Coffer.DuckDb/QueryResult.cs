using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>The chunks of a result. One reader; a chunk and everything read from it is valid until the next call or the disposal.</summary>
public sealed class QueryResult : IDisposable
{
    readonly Statement? _statement;
    readonly LogicalType[] _types;
    DuckDBResult _native;
    DuckDBDataChunk? _chunk;
    bool _disposed;

    internal QueryResult(DuckDBResult native, Statement? statement)
    {
        _native = native;
        _statement = statement;
        var columns = new ResultColumn[NativeMethods.Query.DuckDBColumnCount(ref _native)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref _native, i);
            columns[i] = new(NativeMethods.Query.DuckDBColumnName(ref _native, i), LogicalType.FromNative(type));
        }

        Columns = columns;
        _types = Array.ConvertAll(columns, column => column.Type);
        RowsChanged = NativeMethods.Query.DuckDBRowsChanged(ref _native);
    }

    public IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>Rows that an INSERT, UPDATE, DELETE or COPY changed, else 0.</summary>
    public long RowsChanged { get; }

    /// <summary>Takes the next chunk that has rows; false at the end.</summary>
    /// <exception cref="DuckDbException">The query failed or was interrupted on the way.</exception>
    public bool NextChunk(out Chunk chunk)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (true)
        {
            _chunk?.Dispose();
            _chunk = NativeMethods.Query.DuckDBFetchChunk(_native);
            if (_chunk.IsInvalid)
            {
                ThrowIfFailed();
                chunk = default;
                return false;
            }

            var count = (int)DataChunks.DuckDBDataChunkGetSize(_chunk);
            if (count > 0)
            {
                chunk = new Chunk(_chunk.DangerousGetHandle(), _types, count);
                return true;
            }
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _native);
        _statement?.Dispose();
    }

    void ThrowIfFailed()
    {
        var message = NativeMethods.Query.DuckDBResultError(ref _native);
        if (!string.IsNullOrEmpty(message))
        {
            throw new DuckDbException((DuckDbErrorKind)NativeMethods.Query.DuckDBResultErrorType(ref _native), message);
        }
    }

    internal static DuckDbException TakeError(ref DuckDBResult native)
    {
        var exception = new DuckDbException(
            (DuckDbErrorKind)NativeMethods.Query.DuckDBResultErrorType(ref native),
            NativeMethods.Query.DuckDBResultError(ref native) ?? "DuckDB reported no reason"
        );
        NativeMethods.Query.DuckDBDestroyResult(ref native);
        return exception;
    }
}
