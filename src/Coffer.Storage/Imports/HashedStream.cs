using System.Security.Cryptography;

namespace Coffer.Storage.Imports;

/// <summary>Passes reads through, counting and hashing them; after the end come the bytes of the suffix, neither counted nor hashed.</summary>
sealed class HashedStream(Stream inner, IncrementalHash hash) : Stream
{
    /// <summary>What is read behind the inner stream.</summary>
    public ReadOnlyMemory<byte> Suffix { get; set; }

    /// <summary>Bytes read from the inner stream.</summary>
    public long Bytes { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Took(await inner.ReadAsync(buffer, cancellationToken), buffer.Span);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Took(inner.Read(buffer, offset, count), buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    int Took(int read, Span<byte> buffer)
    {
        if (read > 0)
        {
            Bytes += read;
            hash.AppendData(buffer[..read]);
            return read;
        }
        var rest = Math.Min(Suffix.Length, buffer.Length);
        Suffix.Span[..rest].CopyTo(buffer);
        Suffix = Suffix[rest..];
        return rest;
    }
}
