using Coffer.DuckDb;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>Writes a text result; false gives NULL.</summary>
delegate bool TextRow(Vector[] arguments, int row, Utf8Text to);

/// <summary>Computes a fixed-size result.</summary>
delegate T ValueRow<T>(Vector[] arguments, int row);

/// <summary>Computes a fixed-size result; false gives NULL (or the error of a cast).</summary>
delegate bool TryValueRow<T>(Vector[] arguments, int row, out T value);

/// <summary>Writes a nested result.</summary>
delegate void WriteRow(Vector[] arguments, int row, VectorWriter result);

/// <summary>
/// Registers row functions on a connection. A <see cref="TrinoException"/> becomes the text <c>NAME: message</c>, which the engine turns back
/// into an error of that name.
/// </summary>
sealed class FunctionRegistry(Connection connection)
{
    [ThreadStatic]
    static Utf8Text? _text;

    static Utf8Text Scratch => _text ??= new Utf8Text();

    public void Text(string name, LogicalType[] parameters, TextRow body, NullHandling nulls = NullHandling.Propagate) =>
        Add(
            name,
            parameters,
            LogicalType.Varchar,
            nulls,
            (call, arguments) =>
            {
                var to = Scratch;
                foreach (var row in call.Rows)
                {
                    to.Clear();
                    if (body(arguments, row, to))
                    {
                        call.Result.SetUtf8(row, to.Span);
                    }
                    else
                    {
                        call.Result.SetNull(row);
                    }
                }
            }
        );

    public void Blob(string name, LogicalType[] parameters, TextRow body) =>
        Add(
            name,
            parameters,
            LogicalType.Blob,
            NullHandling.Propagate,
            (call, arguments) =>
            {
                var to = Scratch;
                foreach (var row in call.Rows)
                {
                    to.Clear();
                    if (body(arguments, row, to))
                    {
                        call.Result.SetBlob(row, to.Span);
                    }
                    else
                    {
                        call.Result.SetNull(row);
                    }
                }
            }
        );

    public void Value<T>(string name, LogicalType[] parameters, LogicalType returns, ValueRow<T> body)
        where T : unmanaged =>
        Add(
            name,
            parameters,
            returns,
            NullHandling.Propagate,
            (call, arguments) =>
            {
                foreach (var row in call.Rows)
                {
                    call.Result.Set(row, body(arguments, row));
                }
            }
        );

    public void TryValue<T>(
        string name,
        LogicalType[] parameters,
        LogicalType returns,
        TryValueRow<T> body,
        NullHandling nulls = NullHandling.Propagate
    )
        where T : unmanaged =>
        Add(
            name,
            parameters,
            returns,
            nulls,
            (call, arguments) =>
            {
                foreach (var row in call.Rows)
                {
                    if (body(arguments, row, out var value))
                    {
                        call.Result.Set(row, value);
                    }
                    else
                    {
                        call.Result.SetNull(row);
                    }
                }
            }
        );

    public void Write(
        string name,
        LogicalType[] parameters,
        LogicalType returns,
        WriteRow body,
        NullHandling nulls = NullHandling.Propagate
    ) =>
        Add(
            name,
            parameters,
            returns,
            nulls,
            (call, arguments) =>
            {
                foreach (var row in call.Rows)
                {
                    body(arguments, row, call.Result);
                }
            }
        );

    /// <summary>Both forms of a cast: <c>trino_cast_…</c> raises, <c>trino_try_cast_…</c> gives NULL.</summary>
    public void Cast<T>(
        string name,
        LogicalType[] parameters,
        LogicalType returns,
        TryValueRow<T> body,
        Func<Vector[], int, TrinoException> error
    )
        where T : unmanaged
    {
        Value<T>($"trino_cast_{name}", parameters, returns, (a, row) => body(a, row, out var value) ? value : throw error(a, row));
        TryValue($"trino_try_cast_{name}", parameters, returns, body);
    }

    /// <summary>Both forms of a cast with a text result.</summary>
    public void CastText(string name, LogicalType[] parameters, TextRow body, Func<Vector[], int, TrinoException?> error)
    {
        Text($"trino_cast_{name}", parameters, (a, row, to) => body(a, row, to) || (error(a, row) is { } e ? throw e : false));
        Text($"trino_try_cast_{name}", parameters, body);
    }

    public void Aggregate(AggregateFunction function) => connection.Register(function);

    void Add(string name, LogicalType[] parameters, LogicalType returns, NullHandling nulls, ChunkBody body) =>
        connection.Register(
            new ScalarFunction
            {
                Name = name,
                Parameters = parameters,
                Returns = returns,
                NullHandling = nulls,
                Body = call =>
                {
                    var arguments = new Vector[call.ArgumentCount];
                    for (var i = 0; i < arguments.Length; i++)
                    {
                        arguments[i] = call.Argument(i);
                    }
                    try
                    {
                        body(call, arguments);
                    }
                    catch (TrinoException e)
                    {
                        throw new InvalidOperationException($"{e.ErrorName}: {e.Message}", e);
                    }
                },
            }
        );

    delegate void ChunkBody(ScalarCall call, Vector[] arguments);
}
