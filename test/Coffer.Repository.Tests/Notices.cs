using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Coffer.Repository.Tests;

/// <summary>What the product ships of others, read from the lock files of <c>src</c> and the packages' own descriptions.</summary>
static class Notices
{
    /// <summary>
    /// Licences that an Apache-2.0 product can ship with. A package that names no expression is listed by hand below with what its
    /// licence file says.
    /// </summary>
    public static IReadOnlySet<string> Allowed { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "MIT",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "PostgreSQL",
            "0BSD",
            "blessing",
        };

    /// <summary>Packages whose description points to a licence file or address instead of an expression.</summary>
    static readonly Dictionary<string, string> ByHand = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DuckDB.NET.Bindings.Full"] = "MIT",
        ["MessagePack"] = "MIT",
        ["MessagePack.Annotations"] = "MIT",
        // SQLite itself, in the public domain; "blessing" is its SPDX name.
        ["SourceGear.sqlite3"] = "blessing",
    };

    public static IReadOnlyList<Notice> Read() =>
        [
            .. Repository
                .Files("src", "packages.lock.json")
                .SelectMany(Packages)
                .Distinct()
                .Select(package => Describe(package.Id, package.Version))
                .Where(notice => notice is not null)
                .Select(notice => notice!)
                .OrderBy(notice => notice.Id, StringComparer.OrdinalIgnoreCase)
                .ThenBy(notice => notice.Version, StringComparer.Ordinal),
        ];

    public static string Render(IReadOnlyList<Notice> notices)
    {
        var text = new StringBuilder();
        text.Append("# Third-party notices\n\n");
        text.Append(
            "Coffer ships these packages. Generated from the lock files; `COFFER_UPDATE_SNAPSHOTS=1 dotnet test` writes it anew.\n\n"
        );
        text.Append("| package | version | licence | by |\n|---|---|---|---|\n");
        foreach (var notice in notices)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {notice.Id} | {notice.Version} | {notice.License} | {notice.Authors} |\n");
        }

        return text.ToString();
    }

    static IEnumerable<(string Id, string Version)> Packages(string lockFile)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(lockFile)));
        return
        [
            .. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
            from package in framework.Value.EnumerateObject()
            where package.Value.TryGetProperty("resolved", out _)
            select (package.Name, package.Value.GetProperty("resolved").GetString()!),
        ];
    }

    /// <summary>Null for packages that only build the product: analyzers and reference assemblies.</summary>
    static Notice? Describe(string id, string version)
    {
        if (id.Contains("Analyzer", StringComparison.Ordinal) || id.StartsWith("Microsoft.NETCore.App", StringComparison.Ordinal))
        {
            return null;
        }

        var folder = Path.Combine(PackagesFolder(), id.ToLowerInvariant(), version.ToLowerInvariant());
        var description = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!.Elements().Single();
        string? Text(string name) => description.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
        var license = description.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        var expression = (string?)license?.Attribute("type") == "expression" ? license!.Value.Trim() : null;
        return new Notice(id, version, ByHand.GetValueOrDefault(id) ?? expression ?? "unknown", Text("authors") ?? "");
    }

    static string PackagesFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
