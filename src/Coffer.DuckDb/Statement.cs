using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>A prepared statement. Parameters are numbered from 1 and keep their values between executions.</summary>
public sealed class Statement : IDisposable
{
    readonly DuckDBPreparedStatement _native;

    internal Statement(DuckDBPreparedStatement native) => _native = native;

    public int ParameterCount => (int)PreparedStatements.DuckDBParams(_native);

    public Statement Bind(int index, long value) => Check(index, PreparedStatements.DuckDBBindInt64(_native, index, value));

    public Statement Bind(int index, double value) => Check(index, PreparedStatements.DuckDBBindDouble(_native, index, value));

    public Statement Bind(int index, bool value) => Check(index, PreparedStatements.DuckDBBindBoolean(_native, index, value));

    public Statement Bind(int index, string value) => Check(index, PreparedStatements.DuckDBBindVarchar(_native, index, value));

    public Statement Bind(int index, byte[] value) => Check(index, PreparedStatements.DuckDBBindBlob(_native, index, value, value.Length));

    public Statement BindNull(int index) => Check(index, PreparedStatements.DuckDBBindNull(_native, index));

    /// <summary>Runs the statement and keeps its whole result in memory.</summary>
    public QueryResult Execute()
    {
        if (PreparedStatements.DuckDBExecutePrepared(_native, out var native) != DuckDBState.Success)
        {
            throw QueryResult.TakeError(ref native);
        }

        return new QueryResult(native, null);
    }

    /// <summary>Runs the statement; its chunks are computed as they are read. One result at a time may be open on a connection.</summary>
    public QueryResult ExecuteStreaming() => ExecuteStreaming(ownsStatement: false);

    internal QueryResult ExecuteStreaming(bool ownsStatement)
    {
        // Deprecated in the C API without a successor: it is the only way to get rows as they are computed.
        if (PreparedStatements.DuckDBExecutePreparedStreaming(_native, out var native) != DuckDBState.Success)
        {
            throw QueryResult.TakeError(ref native);
        }

        return new QueryResult(native, ownsStatement ? this : null);
    }

    public void Dispose() => _native.Dispose();

    Statement Check(int index, DuckDBState state) =>
        state == DuckDBState.Success
            ? this
            : throw new DuckDbException(
                DuckDbErrorKind.InvalidInput,
                $"Parameter {index} cannot be bound: the statement has {ParameterCount} parameters"
            );
}
