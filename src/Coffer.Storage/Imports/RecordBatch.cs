using System.Text;

namespace Coffer.Storage.Imports;

/// <summary>
/// Rows in columns, as they are decoded. A row is begun, filled in any order of keys and completed; a row that is begun and not completed can be taken back.
/// </summary>
sealed class RecordBatch : IDisposable
{
    /// <summary>The row number of a sort key has so many bits (<see cref="TimeOrder"/>).</summary>
    public const int MaxRows = 1 << 20;

    readonly List<ColumnBuilder> _columns = [];
    readonly Dictionary<byte[], ColumnBuilder>.AlternateLookup<ReadOnlySpan<byte>> _byKey = new Dictionary<byte[], ColumnBuilder>(
        Utf8KeyComparer.Instance
    ).GetAlternateLookup<ReadOnlySpan<byte>>();
    long[] _times = [];
    int _next;

    /// <summary>Complete rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The keys seen, in order of appearance; those of earlier batches too.</summary>
    public IReadOnlyList<ColumnBuilder> Columns => _columns;

    public ReadOnlySpan<long> Times => _times.AsSpan(0, Rows);

    public long Bytes
    {
        get
        {
            var bytes = Rows * 8L;
            foreach (var column in _columns)
                bytes += column.Bytes;
            return bytes;
        }
    }

    public void BeginRow() => _next = 0;

    /// <summary>The column of a key. Records mostly repeat the order of the one before, so the column after the last is tried first.</summary>
    public ColumnBuilder Column(ReadOnlySpan<byte> key)
    {
        if (_next < _columns.Count && _columns[_next].KeyUtf8.AsSpan().SequenceEqual(key))
            return _columns[_next++];
        if (!_byKey.TryGetValue(key, out var column))
        {
            column = new ColumnBuilder(Encoding.UTF8.GetString(key));
            _columns.Add(column);
            _byKey[key] = column;
            _next = _columns.Count;
            return column;
        }
        _next = _columns.IndexOf(column) + 1;
        return column;
    }

    public void CompleteRow(long time)
    {
        if (Rows == _times.Length)
            PooledArray.Grow(ref _times, Rows + 1, Rows);
        _times[Rows++] = time;
    }

    /// <summary>Takes back what was written into the row that is not complete.</summary>
    public void RollbackRow()
    {
        foreach (var column in _columns)
            column.Truncate(Rows);
    }

    /// <summary>Empties the batch; the memory and the keys stay.</summary>
    public void Clear()
    {
        Rows = 0;
        foreach (var column in _columns)
            column.Clear();
    }

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose()
    {
        Rows = 0;
        PooledArray.Return(ref _times);
        _columns.ForEach(c => c.Dispose());
        _columns.Clear();
    }
}
