namespace Coffer.DuckDb;

/// <summary>One chunk of calls of a scalar function: its arguments and the vector for the results.</summary>
public readonly ref struct ScalarCall
{
    readonly nint _input;
    readonly LogicalType[] _types;
    readonly ReadOnlySpan<ulong> _validity;

    internal ScalarCall(nint input, LogicalType[] types, int count, ReadOnlySpan<ulong> validity, VectorWriter result)
    {
        _input = input;
        _types = types;
        Count = count;
        _validity = validity;
        Result = result;
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    public int ArgumentCount => _types.Length;

    public VectorWriter Result { get; }

    /// <summary>
    /// The rows to compute, for <c>foreach (var row in call.Rows)</c>: all rows, less those with a null argument when nulls propagate;
    /// these are already null in <see cref="Result"/>.
    /// </summary>
    public RowSet Rows => new(Count, _validity);

    /// <summary>An argument; fetch it once before the loop over the rows.</summary>
    public Vector Argument(int index) => new(Native.ChunkGetVector(_input, (ulong)index), _types[index], Count);
}
