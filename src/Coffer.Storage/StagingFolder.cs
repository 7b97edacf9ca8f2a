using Coffer.Storage.Commits;

namespace Coffer.Storage;

/// <summary>
/// Where files are written before a commit takes them over: a local folder on the file system of the file store. It belongs to one server, so whatever
/// is in it when the server starts is the rest of work that died.
/// </summary>
public sealed class StagingFolder
{
    readonly string _root;

    StagingFolder(string root) => _root = root;

    /// <summary>Opens the folder and empties it. The caller holds the lock of the data directory.</summary>
    public static StagingFolder Open(string root)
    {
        var path = System.IO.Path.GetFullPath(root);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        return new StagingFolder(path);
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Path => _root;

    /// <summary>A path for a new file; nothing is created.</summary>
    public string NewFile(string extension = "parquet") => System.IO.Path.Combine(_root, $"{Guid.NewGuid():N}.{extension}");

    /// <summary>Removes a staged file that no commit has taken over.</summary>
    public void Discard(StagedFile file) => File.Delete(file.LocalPath);
}
