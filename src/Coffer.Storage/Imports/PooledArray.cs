using System.Buffers;

namespace Coffer.Storage.Imports;

/// <summary>Arrays that grow and come from the pool: an import needs megabytes for some milliseconds, over and over.</summary>
static class PooledArray
{
    const int Smallest = 1024;

    /// <summary>Makes room for <paramref name="needed"/> elements and keeps the first <paramref name="used"/>; the rest is undefined.</summary>
    public static void Grow<T>(ref T[] array, int needed, int used)
    {
        var size = (int)Math.Min(Math.Max(Smallest, Math.Max(needed, array.Length * 2L)), Array.MaxLength);
        var larger = ArrayPool<T>.Shared.Rent(size);
        array.AsSpan(0, Math.Min(used, array.Length)).CopyTo(larger);
        Return(ref array);
        array = larger;
    }

    /// <summary>Leaves an empty array.</summary>
    public static void Return<T>(ref T[] array)
    {
        if (array.Length > 0)
            ArrayPool<T>.Shared.Return(array);
        array = [];
    }
}
