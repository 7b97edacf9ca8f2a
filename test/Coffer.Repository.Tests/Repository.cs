using System.Runtime.CompilerServices;

namespace Coffer.Repository.Tests;

/// <summary>The checkout that these tests look at.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>True when a snapshot test writes what it found instead of comparing: <c>COFFER_UPDATE_SNAPSHOTS=1 dotnet test</c>.</summary>
    public static bool UpdateSnapshots => Environment.GetEnvironmentVariable("COFFER_UPDATE_SNAPSHOTS") == "1";

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Files below a folder by pattern, as paths relative to the root with forward slashes, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path =>
                !path.StartsWith("artifacts/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);

    static string FindRoot([CallerFilePath] string here = "")
    {
        for (var folder = new FileInfo(here).Directory; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Coffer.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Coffer.slnx was not found above the tests");
    }
}
