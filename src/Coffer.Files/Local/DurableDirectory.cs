using System.Runtime.InteropServices;

namespace Coffer.Files.Local;

/// <summary>Directories whose entries survive a power cut. .NET has no call for it, so the C library is asked.</summary>
static partial class DurableDirectory
{
    /// <summary>Makes the directory and its missing parents, and flushes each parent that gained an entry.</summary>
    public static void Create(string directory)
    {
        if (Directory.Exists(directory))
            return;
        var parent = Path.GetDirectoryName(directory);
        if (parent is not null)
            Create(parent);
        Directory.CreateDirectory(directory);
        if (parent is not null)
            Flush(parent);
    }

    public static void Flush(string directory)
    {
        // Windows has no flush of directories; NTFS journals renames.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(directory, 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open directory '{directory}' to flush it (errno {Marshal.GetLastPInvokeError()})");
        try
        {
            // EINVAL (22): the file system, for example a network mount, cannot flush directories.
            if (Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() is not 22 and var error)
                throw new IOException($"Cannot flush directory '{directory}' (errno {error})");
        }
        finally
        {
            Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
