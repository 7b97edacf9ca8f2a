using System.IO.Compression;
using System.Text.Json;

namespace Coffer.Golden;

/// <summary>Where the recorded answers are and how their files are read: <c>.jsonl</c> and <c>.jsonl.gz</c> alike.</summary>
static class GoldenFiles
{
    /// <summary>The project's own copy, found from the executable upwards.</summary>
    public static string DefaultFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var golden = Path.Combine(folder.FullName, "test", "golden");
            if (Directory.Exists(golden))
            {
                return golden;
            }
        }

        throw new DirectoryNotFoundException("test/golden was not found above " + AppContext.BaseDirectory);
    }

    /// <summary>The record files of a folder by their plain name, without <c>.jsonl</c> and <c>.gz</c>, in order.</summary>
    public static IEnumerable<(string Name, string Path)> RecordFiles(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Where(path => path.EndsWith(".jsonl", StringComparison.Ordinal) || path.EndsWith(".jsonl.gz", StringComparison.Ordinal))
            .Select(path => (Path.GetFileName(path).Split(".jsonl")[0], path))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);

    public static IEnumerable<JsonElement> ReadRecords(string path)
    {
        using var reader = OpenText(path);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                using var document = JsonDocument.Parse(line);
                yield return document.RootElement.Clone();
            }
        }
    }

    public static StreamReader OpenText(string path)
    {
        Stream stream = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }

        return new StreamReader(stream);
    }
}
