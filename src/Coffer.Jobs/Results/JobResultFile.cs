using Coffer.Files;

namespace Coffer.Jobs.Results;

/// <summary>The stored result of a job: msgpack.gz, one array a row. It never changes.</summary>
public sealed class JobResultFile
{
    readonly IFileStore _files;
    readonly FilePath? _path;

    internal JobResultFile(IFileStore files, FilePath? path, long size, string etag)
    {
        _files = files;
        _path = path;
        Size = size;
        ETag = etag;
    }

    /// <summary>Exact length in bytes; the job's result_size.</summary>
    public long Size { get; }

    /// <summary>Strong and quoted, as the header wants it.</summary>
    public string ETag { get; }

    /// <summary>Opens the bytes of a range, null for all.</summary>
    /// <exception cref="FileNotFoundException">The result is no longer kept.</exception>
    public Task<Stream> OpenAsync(FileRange? range, CancellationToken cancellationToken)
    {
        if (_path is { } path)
            return _files.OpenReadAsync(path, range, cancellationToken);
        var bytes = JobResults.EmptyGzip.AsMemory();
        var offset = (int)Math.Clamp(range?.Offset ?? 0, 0, bytes.Length);
        var length = (int)Math.Clamp(range?.Length ?? bytes.Length, 0, bytes.Length - offset);
        return Task.FromResult<Stream>(new MemoryStream(bytes.Slice(offset, length).ToArray(), writable: false));
    }
}
