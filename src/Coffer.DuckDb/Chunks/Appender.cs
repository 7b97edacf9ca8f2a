using DuckDB.NET.Native;
using NativeAppender = DuckDB.NET.Native.NativeMethods.Appender;

namespace Coffer.DuckDb;

/// <summary>
/// Appends chunks to a table: fill <see cref="Columns"/>, call <see cref="Append"/>, repeat, then <see cref="Close"/>.
/// Without <see cref="Close"/> the rows after the last flush are lost.
/// </summary>
public sealed class Appender : IDisposable
{
    readonly DuckDBAppender _native;

    public Appender(Connection connection, string? schema, string table)
    {
        if (NativeAppender.DuckDBAppenderCreate(connection.Native, schema!, table, out _native) != DuckDBState.Success)
        {
            using (_native)
            {
                throw Error();
            }
        }

        var types = new LogicalType[NativeAppender.DuckDBAppenderColumnCount(_native)];
        for (var i = 0; i < types.Length; i++)
        {
            using var type = NativeAppender.DuckDBAppenderColumnType(_native, (ulong)i);
            types[i] = LogicalType.FromNative(type);
        }

        Columns = new ChunkWriter(types);
    }

    /// <summary>The chunk being filled; empty again after each <see cref="Append"/>.</summary>
    public ChunkWriter Columns { get; }

    /// <summary>Appends the first <paramref name="count"/> rows of <see cref="Columns"/>.</summary>
    public void Append(int count)
    {
        Check(NativeAppender.DuckDBAppendDataChunk(_native, Columns.Complete(count)));
        Columns.Reset();
    }

    /// <summary>Flushes what was appended; afterwards the appender is of no more use.</summary>
    public void Close() => Check(NativeAppender.DuckDBAppenderClose(_native));

    public void Dispose()
    {
        Columns.Dispose();
        _native.Dispose();
    }

    void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
        {
            throw Error();
        }
    }

    DuckDbException Error()
    {
        using var data = NativeAppender.DuckDBAppenderErrorData(_native);
        return new DuckDbException(
            (DuckDbErrorKind)NativeMethods.ErrorData.DuckDBErrorDataErrorType(data),
            data.Message ?? "DuckDB reported no reason"
        );
    }
}
