using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>One connection: runs one statement at a time; <see cref="Interrupt"/> and <see cref="Progress"/> may be called from other threads.</summary>
public sealed class Connection : IDisposable
{
    internal Connection(DuckDBNativeConnection native) => Native = native;

    internal DuckDBNativeConnection Native { get; }

    /// <summary>Runs one or several statements and drops their rows.</summary>
    /// <returns>Rows changed by the last statement.</returns>
    public long Execute(string sql)
    {
        using var result = Query(sql);
        return result.RowsChanged;
    }

    /// <summary>Runs one or several statements and keeps the whole result of the last one in memory.</summary>
    public QueryResult Query(string sql)
    {
        if (NativeMethods.Query.DuckDBQuery(Native, sql, out var native) != DuckDBState.Success)
        {
            throw QueryResult.TakeError(ref native);
        }

        return new QueryResult(native, null);
    }

    /// <summary>Runs one statement whose chunks are computed as they are read: memory does not grow with the number of rows.</summary>
    public QueryResult Stream(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.ExecuteStreaming(ownsStatement: true);
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    public Statement Prepare(string sql)
    {
        if (PreparedStatements.DuckDBPrepare(Native, sql, out var statement) != DuckDBState.Success)
        {
            using (statement)
            {
                throw DuckDbException.FromText(PreparedStatements.DuckDBPrepareError(statement));
            }
        }

        return new Statement(statement);
    }

    /// <summary>Asks the running statement to stop; it then fails with <see cref="DuckDbErrorKind.Interrupt"/>. Nothing happens when none runs.</summary>
    public void Interrupt() => Startup.DuckDBInterrupt(Native);

    /// <summary>Progress of the running statement; needs <c>SET enable_progress_bar = true</c>.</summary>
    public QueryProgress Progress()
    {
        var progress = Startup.DuckDBQueryProgress(Native);
        return new QueryProgress(progress.Percentage, (long)progress.RowsProcessed, (long)progress.TotalRowsToProcess);
    }

    /// <summary>Makes a C# function callable from the SQL of every connection of this database.</summary>
    /// <remarks>Registering a name again with other parameter types adds an overload.</remarks>
    public void Register(ScalarFunction function) => ScalarFunctionRegistration.Register(Native, function);

    /// <inheritdoc cref="Register(ScalarFunction)"/>
    public void Register(AggregateFunction function) => AggregateFunctionRegistration.Register(Native, function);

    public void Dispose() => Native.Dispose();
}
