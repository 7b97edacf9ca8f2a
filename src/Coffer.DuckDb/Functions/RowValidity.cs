using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>Which rows of a chunk have no null argument.</summary>
static unsafe class RowValidity
{
    /// <summary>Combines the validity of all columns; false when no row is null, and then <paramref name="combined"/> is undefined.</summary>
    internal static bool And(nint chunk, int columns, Span<ulong> combined)
    {
        var any = false;
        for (var column = 0; column < columns; column++)
        {
            var validity = Vectors.DuckDBVectorGetValidity(Native.ChunkGetVector(chunk, (ulong)column));
            if (validity == null)
            {
                continue;
            }

            if (!any)
            {
                combined.Fill(ulong.MaxValue);
                any = true;
            }

            for (var i = 0; i < combined.Length; i++)
            {
                combined[i] &= validity[i];
            }
        }

        return any;
    }
}
