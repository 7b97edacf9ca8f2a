using System.Globalization;
using System.Text;

namespace Coffer.Data;

/// <summary>
/// The folder that one server owns. A lock file keeps a second server out: the lock is the operating system's advisory lock on the open file, so it
/// goes away with the process however that ends, and a left-over file alone locks nothing. The owner's process id is in a file beside it.
/// A format file says which layout the folder has; a newer one is refused, so that an older program never touches it.
/// </summary>
sealed class DataDirectory : IDisposable
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    const string LockName = "coffer.lock";
    const string ProcessIdName = "coffer.pid";
    const string FormatName = "format";

    readonly FileStream _lock;

    DataDirectory(string path, FileStream lockFile)
    {
        FullPath = path;
        _lock = lockFile;
    }

    public string FullPath { get; }

    /// <summary>SQLite's file, unless the metadata store is PostgreSQL.</summary>
    public string DatabaseFile => Path.Combine(FullPath, "coffer.db");

    /// <summary>Table data and job results.</summary>
    public string Files => Path.Combine(FullPath, "files");

    /// <summary>Files that are being written; emptied at start.</summary>
    public string Staging => Path.Combine(FullPath, "staging");

    /// <summary>Where the engines spill what does not fit in memory.</summary>
    public string Spill => Path.Combine(FullPath, "spill");

    /// <summary>What the query workers spill and write; emptied at start.</summary>
    public string Scratch => Path.Combine(FullPath, "scratch");

    /// <summary>When the folder became a data directory.</summary>
    public DateTimeOffset CreatedAt => new(File.GetLastWriteTimeUtc(Path.Combine(FullPath, FormatName)), TimeSpan.Zero);

    /// <summary>Creates the folder if it is missing and takes its lock.</summary>
    /// <exception cref="DataDirectoryException">Another server owns it, its format is newer, or it cannot be written.</exception>
    public static DataDirectory Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var lockFile = TakeLock(full);
            try
            {
                CheckFormat(full);
            }
            catch
            {
                lockFile.Dispose();
                throw;
            }

            return new DataDirectory(full, lockFile);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException($"The data directory {full} cannot be used: {cannot.Message}", cannot);
        }
    }

    public void Dispose() => _lock.Dispose();

    static FileStream TakeLock(string directory)
    {
        FileStream file;
        var path = Path.Combine(directory, LockName);
        var owner = Path.Combine(directory, ProcessIdName);
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            var id = File.Exists(owner) ? File.ReadAllText(owner).Trim() : "unknown";
            throw new DataDirectoryException(
                $"The data directory {directory} is in use by the server with process id {id}. Stop that one first, or give this one another --data."
            );
        }

        File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        return file;
    }

    static void CheckFormat(string directory)
    {
        var path = Path.Combine(directory, FormatName);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var format))
            {
                throw new DataDirectoryException(
                    $"{path} does not hold a format number but '{text}': this is not a data directory of Coffer."
                );
            }

            if (format > CurrentFormat)
            {
                throw new DataDirectoryException(
                    $"The data directory {directory} has format {format}; this version of Coffer reads formats up to {CurrentFormat}. Use the version that wrote it, or a newer one."
                );
            }

            return;
        }

        if (
            Directory
                .EnumerateFileSystemEntries(directory)
                .Any(entry => Path.GetFileName(entry) is not (LockName or ProcessIdName or FormatName))
        )
        {
            throw new DataDirectoryException(
                $"{directory} is not empty and is not a data directory of Coffer. Give --data an empty or a new folder."
            );
        }

        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(Encoding.ASCII.GetBytes(CurrentFormat.ToString(CultureInfo.InvariantCulture) + "\n"));
        file.Flush(flushToDisk: true);
    }
}
