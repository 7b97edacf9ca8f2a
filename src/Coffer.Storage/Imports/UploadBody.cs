using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Coffer.Storage.Imports;

/// <summary>
/// The body of an upload while it is read: unpacked through a pipe by a task of its own, so that unpacking and decoding overlap, and its raw bytes
/// hashed.
/// </summary>
sealed class UploadBody : IDisposable
{
    const int ReadBytes = 256 * 1024;

    static readonly byte[] Mark = Guid.NewGuid().ToByteArray();
    static readonly byte[] PackedMark = Pack(Mark);

    // MD5 is what the protocol answers with (treasure-data/td-client-go compares it); nothing relies on its strength.
#pragma warning disable CA5351
    readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    readonly HashedStream _hashed;
    readonly ImportLimits _limits;

    public UploadBody(Stream raw, ImportLimits limits)
    {
        _limits = limits;
        _hashed = new HashedStream(raw, _md5);
    }

    /// <summary>
    /// Unpacks into <paramref name="target"/> until the body ends. The framework's reader takes a body that is cut off for one that has ended; so a gzip
    /// member with a mark is put behind the body, and only when the mark comes out in the end was the body whole.
    /// </summary>
    /// <exception cref="ImportException">The bytes are not gzip, end too early or unpack to too much.</exception>
    public async Task UnpackAsync(PipeWriter target, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            _hashed.Suffix = PackedMark;
            await using var gzip = new GZipStream(_hashed, CompressionMode.Decompress, leaveOpen: true);
            // What may be the mark is held back.
            var held = new byte[Mark.Length];
            var heldLength = 0;
            long unpacked = 0;
            while (true)
            {
                var memory = target.GetMemory(ReadBytes);
                held.AsMemory(0, heldLength).CopyTo(memory);
                var read = await ReadAsync(gzip, memory[heldLength..], cancellationToken);
                if (read == 0)
                    break;
                var available = heldLength + read;
                heldLength = Math.Min(available, Mark.Length);
                memory.Slice(available - heldLength, heldLength).CopyTo(held);
                target.Advance(available - heldLength);
                unpacked += read;
                if (unpacked - Mark.Length > _limits.MaxUnpackedBytes)
                    throw new ImportException(ImportError.BodyTooLarge, $"The body unpacks to more than {_limits.MaxUnpackedBytes} bytes");
                if ((await target.FlushAsync(cancellationToken)).IsCompleted)
                    return;
            }
            if (_hashed.Bytes == 0)
                throw new ImportException(ImportError.BadGzip, "The body is empty; send gzip, also when there are no records");
            if (!held.AsSpan().SequenceEqual(Mark))
                throw new ImportException(ImportError.BadGzip, "The body is not gzip, or it is cut off or damaged");
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            await target.CompleteAsync(failure);
        }
    }

    /// <summary>Passes the body on as it is.</summary>
    public async Task CopyAsync(PipeWriter target, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await _hashed.CopyToAsync(target, cancellationToken);
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            await target.CompleteAsync(failure);
        }
    }

    /// <summary>Reads what is left, so that the hash is over the whole body.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await _hashed.ReadAsync(buffer, cancellationToken) > 0) { }
    }

    /// <summary>MD5 of the raw bytes read, in hex.</summary>
    public string Md5Hex() => Convert.ToHexStringLower(_md5.GetCurrentHash());

    public void Dispose() => _md5.Dispose();

    static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    static async Task<int> ReadAsync(GZipStream gzip, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await gzip.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new ImportException(ImportError.BadGzip, "The body is not gzip, or it is cut off or damaged", e);
        }
    }
}
