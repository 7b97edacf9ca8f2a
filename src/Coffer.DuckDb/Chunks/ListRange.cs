using System.Runtime.InteropServices;

namespace Coffer.DuckDb;

/// <summary>Where the elements of one list are in the element vector; the same layout as DuckDB's list entry.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ListRange
{
    readonly ulong _start;
    readonly ulong _count;

    public ListRange(int start, int count)
    {
        _start = (ulong)start;
        _count = (ulong)count;
    }

    public int Start => (int)_start;

    public int Count => (int)_count;

    public int End => (int)(_start + _count);
}
