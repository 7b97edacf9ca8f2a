using Coffer.Files;

namespace Coffer.Conformance.Storage;

/// <summary>A store that takes its time after a file is published.</summary>
sealed class SlowFileStore(IFileStore files, Action afterPublishing) : IFileStore
{
    public async Task<StoredFile> AdoptAsync(string localFile, FilePath path, CancellationToken cancellationToken)
    {
        var stored = await files.AdoptAsync(localFile, path, cancellationToken);
        afterPublishing();
        return stored;
    }

    public Task<StoredFile> PutAsync(FilePath path, Stream content, CancellationToken cancellationToken) =>
        files.PutAsync(path, content, cancellationToken);

    public Task<StoredFile?> FindAsync(FilePath path, CancellationToken cancellationToken) => files.FindAsync(path, cancellationToken);

    public Task<Stream> OpenReadAsync(FilePath path, FileRange? range, CancellationToken cancellationToken) =>
        files.OpenReadAsync(path, range, cancellationToken);

    public IAsyncEnumerable<StoredFile> ListAsync(FilePath? folder, CancellationToken cancellationToken) =>
        files.ListAsync(folder, cancellationToken);

    public Task<bool> DeleteAsync(FilePath path, CancellationToken cancellationToken) => files.DeleteAsync(path, cancellationToken);

    public string LocalPath(FilePath path) => files.LocalPath(path);
}
