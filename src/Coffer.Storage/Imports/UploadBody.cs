using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Coffer.Storage.Imports;

/// <summary>
/// The body of an upload while it is read: unpacked through a pipe by a task of its own, so that unpacking and decoding overlap, and its raw bytes
/// hashed.
/// </summary>
sealed class UploadBody(Stream raw, ImportLimits limits) : IDisposable
{
    const int ReadBytes = 256 * 1024;

    // MD5 is what the protocol answers with (treasure-data/td-client-go compares it); nothing relies on its strength.
#pragma warning disable CA5351
    readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    readonly HashedStream _hashed = new(raw);

    /// <summary>Unpacks into <paramref name="target"/> until the gzip stream ends; the raw rest is read and hashed too.</summary>
    /// <exception cref="ImportException">The bytes are not gzip, end too early or unpack to too much.</exception>
    public async Task UnpackAsync(PipeWriter target, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            _hashed.Hash = _md5;
            await using var gzip = new GZipStream(_hashed, CompressionMode.Decompress, leaveOpen: true);
            long unpacked = 0;
            while (true)
            {
                var read = await ReadAsync(gzip, target.GetMemory(ReadBytes), cancellationToken);
                if (read == 0)
                    break;
                unpacked += read;
                if (unpacked > limits.MaxUnpackedBytes)
                    throw new ImportException(ImportError.BodyTooLarge, $"The body unpacks to more than {limits.MaxUnpackedBytes} bytes");
                target.Advance(read);
                if ((await target.FlushAsync(cancellationToken)).IsCompleted)
                    return;
            }
            if (_hashed.Bytes == 0)
                throw new ImportException(ImportError.BadGzip, "The body is empty; send gzip, also when there are no records");
            await DrainAsync(cancellationToken);
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
        _hashed.Hash = _md5;
        var buffer = new byte[64 * 1024];
        while (await _hashed.ReadAsync(buffer, cancellationToken) > 0) { }
    }

    /// <summary>MD5 of the raw bytes read, in hex.</summary>
    public string Md5Hex() => Convert.ToHexStringLower(_md5.GetCurrentHash());

    public void Dispose() => _md5.Dispose();

    static async Task<int> ReadAsync(GZipStream gzip, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await gzip.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new ImportException(ImportError.BadGzip, "The body is not gzip or is damaged", e);
        }
    }
}
