using System.Buffers;

namespace Coffer.Query.Results;

/// <summary>A pooled buffer that is filled with rows and handed over as a block.</summary>
sealed class BlockBuffer : IBufferWriter<byte>
{
    internal const int BlockBytes = 1 << 19;

    byte[] _bytes = ArrayPool<byte>.Shared.Rent(BlockBytes + 4096);

    internal int Length { get; private set; }

    internal bool IsFull => Length >= BlockBytes;

    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Gives the filled array away and starts an empty one.</summary>
    internal byte[] Take(out int length)
    {
        var taken = _bytes;
        length = Length;
        _bytes = ArrayPool<byte>.Shared.Rent(BlockBytes + 4096);
        Length = 0;
        return taken;
    }

    internal void Return() => ArrayPool<byte>.Shared.Return(_bytes);

    void Grow(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 64);
        if (needed > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
