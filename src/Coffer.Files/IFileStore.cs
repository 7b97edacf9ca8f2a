namespace Coffer.Files;

/// <summary>
/// Bytes under names. A file appears whole or not at all, and once a write has returned it survives a power cut. Files are not changed in
/// place: writing to a name that exists replaces the file, and readers that opened the old one go on reading it.
/// </summary>
public interface IFileStore
{
    /// <summary>Publishes the rest of <paramref name="content"/> under <paramref name="path"/>.</summary>
    Task<StoredFile> PutAsync(FilePath path, Stream content, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes a local file that is written and closed; it is moved, so the local name is gone afterwards. Its age counts from now.
    /// </summary>
    /// <exception cref="FileNotFoundException">The local file does not exist.</exception>
    Task<StoredFile> AdoptAsync(string localFile, FilePath path, CancellationToken cancellationToken);

    /// <summary>The file's facts, or null when there is none of this name.</summary>
    Task<StoredFile?> FindAsync(FilePath path, CancellationToken cancellationToken);

    /// <summary>Opens a file for reading; a range that begins beyond the end reads nothing.</summary>
    /// <exception cref="FileNotFoundException">There is no file of this name.</exception>
    Task<Stream> OpenReadAsync(FilePath path, FileRange? range, CancellationToken cancellationToken);

    /// <summary>All files below <paramref name="folder"/> (null: all), in no order. Unfinished writes are not seen.</summary>
    IAsyncEnumerable<StoredFile> ListAsync(FilePath? folder, CancellationToken cancellationToken);

    /// <summary>Removes a file; false when there was none. Readers that opened it go on reading.</summary>
    Task<bool> DeleteAsync(FilePath path, CancellationToken cancellationToken);

    /// <summary>An absolute local path from which the engine reads the file.</summary>
    string LocalPath(FilePath path);
}
