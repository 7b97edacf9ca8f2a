namespace Coffer.Storage.Imports;

/// <summary>The order in which the rows of a batch are written: by time, rows of one second as they came.</summary>
static class TimeOrder
{
    /// <summary>Row numbers in order of time, or null when the rows are in order already.</summary>
    public static int[]? Of(ReadOnlySpan<long> times)
    {
        var sorted = true;
        var (min, max) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < times.Length; i++)
        {
            sorted &= i == 0 || times[i] >= times[i - 1];
            min = Math.Min(min, times[i]);
            max = Math.Max(max, times[i]);
        }
        if (sorted)
            return null;
        var rows = new int[times.Length];
        // Time and row number in one integer sort fastest, and stably; it fits unless times are absurdly far apart.
        if ((UInt128)((Int128)max - min) < (1UL << 43))
        {
            var keys = new long[times.Length];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = ((times[i] - min) << 20) | (uint)i;
            Array.Sort(keys);
            for (var i = 0; i < keys.Length; i++)
                rows[i] = (int)(keys[i] & (RecordBatch.MaxRows - 1));
            return rows;
        }
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        Array.Sort(times.ToArray(), rows);
        return rows;
    }
}
