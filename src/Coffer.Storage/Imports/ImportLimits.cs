namespace Coffer.Storage.Imports;

/// <summary>What one import may ask for.</summary>
public sealed record ImportLimits
{
    /// <summary>Bytes of one record.</summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>Levels of arrays and maps, the record itself being the first.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Keys of one record: Treasure Data's limit for streaming imports.</summary>
    public int MaxKeys { get; init; } = 512;

    /// <summary>Keys that a table may ever store, declared or not.</summary>
    public int MaxStoredKeys { get; init; } = 2048;

    /// <summary>Bytes of the unpacked body; what a gzip bomb can make the disk hold at most.</summary>
    public long MaxUnpackedBytes { get; init; } = 64L << 30;

    /// <summary>Bytes of decoded rows in memory before a file is written.</summary>
    public int MaxBatchBytes { get; init; } = 64 << 20;
}
