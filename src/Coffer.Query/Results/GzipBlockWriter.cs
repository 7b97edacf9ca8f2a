using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Coffer.Query.Results;

/// <summary>
/// Writes one gzip member whose deflate blocks are compressed by several threads: each block is closed by a sync flush, so that the
/// pieces can be put one after the other. One member, because some clients stop reading at the end of the first one
/// (ruby's Zlib::Inflate in treasure-data/td-client-ruby lib/td/client/api/job.rb).
/// </summary>
sealed class GzipBlockWriter(Stream output, int parallelism)
{
    // RFC 1952: magic, deflate, no flags, no time, fastest, unknown system.
    static ReadOnlySpan<byte> Header => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255];

    // An empty last deflate block with fixed codes.
    static ReadOnlySpan<byte> LastBlock => [0x03, 0x00];

    readonly Crc32 _checksum = new();
    readonly Queue<Task<MemoryStream>> _pending = new();
    readonly Stack<MemoryStream> _free = new();
    long _length;
    bool _started;

    /// <summary>Compresses a block later, on another thread; the array came from the shared pool and goes back there.</summary>
    internal void Write(byte[] rented, int count)
    {
        Count(rented.AsSpan(0, count));
        while (_pending.Count >= parallelism)
        {
            WriteOldest();
        }

        var target = _free.TryPop(out var free) ? free : new MemoryStream();
        _pending.Enqueue(
            Task.Run(() =>
            {
                Compress(rented.AsSpan(0, count), target);
                ArrayPool<byte>.Shared.Return(rented);
                return target;
            })
        );
    }

    /// <summary>Compresses the last block here and ends the member.</summary>
    internal void Finish(ReadOnlySpan<byte> block)
    {
        Count(block);
        while (_pending.Count > 0)
        {
            WriteOldest();
        }

        Start();
        if (!block.IsEmpty)
        {
            var last = new MemoryStream();
            Compress(block, last);
            last.WriteTo(output);
        }

        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)_length);
        output.Write(LastBlock);
        output.Write(trailer);
    }

    void Count(ReadOnlySpan<byte> block)
    {
        _checksum.Append(block);
        _length += block.Length;
    }

    void WriteOldest()
    {
        Start();
        var compressed = _pending.Dequeue().GetAwaiter().GetResult();
        compressed.WriteTo(output);
        _free.Push(compressed);
    }

    void Start()
    {
        if (!_started)
        {
            _started = true;
            output.Write(Header);
        }
    }

    static void Compress(ReadOnlySpan<byte> block, MemoryStream target)
    {
        target.SetLength(0);
        using var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(block);
        deflate.Flush();
        var end = target.Length;

        // Disposing writes a last block, which must not be there yet.
        deflate.Dispose();
        target.SetLength(end);
    }
}
