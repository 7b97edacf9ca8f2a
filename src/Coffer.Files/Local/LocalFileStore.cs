using System.Runtime.CompilerServices;

namespace Coffer.Files.Local;

/// <summary>
/// Files in a directory of this machine. A write goes to a hidden temporary name in the target's folder, is flushed to the disk, renamed,
/// and the folder is flushed too: without the last step a power cut can take back the rename.
/// </summary>
public sealed class LocalFileStore : IFileStore
{
    const string TemporaryPrefix = ".tmp-";
    const int BufferBytes = 128 * 1024;

    readonly string _root;
    readonly TimeProvider _time;

    /// <summary>Opens the store; the directory is made when it does not exist.</summary>
    public LocalFileStore(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        _time = time;
        DurableDirectory.Create(_root);
    }

    public async Task<StoredFile> PutAsync(FilePath path, Stream content, CancellationToken cancellationToken)
    {
        var target = LocalPath(path);
        var folder = Path.GetDirectoryName(target)!;
        DurableDirectory.Create(folder);
        var temporary = Path.Combine(folder, TemporaryPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, true))
            {
                await content.CopyToAsync(file, BufferBytes, cancellationToken);
                file.Flush(flushToDisk: true);
            }
            return Publish(temporary, target, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public Task<StoredFile> AdoptAsync(string localFile, FilePath path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = LocalPath(path);
        DurableDirectory.Create(Path.GetDirectoryName(target)!);
        using (var handle = File.OpenHandle(localFile, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            RandomAccess.FlushToDisk(handle);
        return Task.FromResult(Publish(localFile, target, path));
    }

    public Task<StoredFile?> FindAsync(FilePath path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(LocalPath(path));
        return Task.FromResult(file.Exists ? new StoredFile(path, file.Length, PublishedAt(file)) : null);
    }

    public Task<Stream> OpenReadAsync(FilePath path, FileRange? range, CancellationToken cancellationToken)
    {
        var local = LocalPath(path);
        FileStream file;
        try
        {
            file = new FileStream(local, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, true);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new FileNotFoundException($"There is no file '{path}'", path.Value, e);
        }
        if (range is not { } part)
            return Task.FromResult<Stream>(file);
        file.Position = Math.Min(part.Offset, file.Length);
        return Task.FromResult<Stream>(part.Length is { } length ? new BoundedStream(file, length) : file);
    }

    public async IAsyncEnumerable<StoredFile> ListAsync(FilePath? folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = folder is { } below ? LocalPath(below) : _root;
        if (!Directory.Exists(start))
            yield break;
        await Task.CompletedTask;
        foreach (var file in new DirectoryInfo(start).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var relative = Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (!FilePath.TryParse(relative, out var path))
                continue;
            StoredFile stored;
            try
            {
                stored = new StoredFile(path, file.Length, PublishedAt(file));
            }
            catch (FileNotFoundException)
            {
                continue; // deleted since the folder was read
            }
            yield return stored;
        }
    }

    public Task<bool> DeleteAsync(FilePath path, CancellationToken cancellationToken)
    {
        var local = LocalPath(path);
        if (!File.Exists(local))
            return Task.FromResult(false);
        File.Delete(local);
        return Task.FromResult(true);
    }

    public string LocalPath(FilePath path)
    {
        if (path == default)
            throw new ArgumentException("An empty path names no file", nameof(path));
        return Path.Combine(_root, path.Value);
    }

    StoredFile Publish(string local, string target, FilePath path)
    {
        // An adopted file may have been written long ago; sweepers count its age from the moment it is here.
        var now = _time.GetUtcNow();
        File.SetLastWriteTimeUtc(local, now.UtcDateTime);
        var bytes = new FileInfo(local).Length;
        File.Move(local, target, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(target)!);
        return new StoredFile(path, bytes, now);
    }

    static DateTimeOffset PublishedAt(FileInfo file) => new(file.LastWriteTimeUtc, TimeSpan.Zero);
}
