namespace Coffer.DuckDb;

/// <summary>Row numbers of a chunk in order, less those whose validity bit is clear.</summary>
public ref struct RowSet
{
    readonly int _count;
    readonly ReadOnlySpan<ulong> _validity;
    int _row;

    internal RowSet(int count, ReadOnlySpan<ulong> validity)
    {
        _count = count;
        _validity = validity;
        _row = -1;
    }

    public readonly int Current => _row;

    public readonly RowSet GetEnumerator() => this;

    public bool MoveNext()
    {
        while (++_row < _count)
        {
            if (_validity.IsEmpty || (_validity[_row >> 6] & (1UL << (_row & 63))) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
