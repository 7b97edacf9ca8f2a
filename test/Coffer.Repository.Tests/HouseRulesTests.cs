using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Coffer.Repository.Tests;

/// <summary>Rules of CONTRIBUTING.md and ARCHITECTURE.md that a program can check.</summary>
public sealed partial class HouseRulesTests
{
    static readonly string[] NamesThatAdmitAnything = ["Utils", "Util", "Helpers", "Helper", "Common", "Shared", "Manager", "Misc"];

    [Fact]
    public void No_file_or_folder_has_a_name_that_admits_anything() =>
        Repository
            .Files("src", "*.cs")
            .Where(path =>
                path.Split('/', '.').Any(part => NamesThatAdmitAnything.Any(name => part.EndsWith(name, StringComparison.Ordinal)))
            )
            .ShouldBeEmpty();

    [Fact]
    public void References_between_projects_are_those_of_the_architecture()
    {
        var allowed = ArchitectureTable().ToDictionary(row => row.Project, row => row.MayReference, StringComparer.Ordinal);
        foreach (var project in Repository.Files("src", "*.csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(project);
            allowed.ShouldContainKey(name, "every project has a row in ARCHITECTURE.md");
            var references = XDocument
                .Load(Repository.PathOf(project))
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
            references.Except(allowed[name]).ShouldBeEmpty($"{name} references more than ARCHITECTURE.md says");
        }
    }

    [Fact]
    public void Every_path_that_the_documents_name_exists()
    {
        foreach (var document in new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md" }.Concat(Repository.Files("docs", "*.md")))
        {
            var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
            foreach (Match link in MarkdownLink().Matches(File.ReadAllText(Repository.PathOf(document))))
            {
                var target = Path.Combine(folder, link.Groups[1].Value);
                (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{document} links to {link.Groups[1].Value}");
            }
        }
    }

    /// <summary>Rows <c>| `Project` | what | `A`, `B` |</c> of the table in ARCHITECTURE.md.</summary>
    static IEnumerable<(string Project, string[] MayReference)> ArchitectureTable() =>
        from line in File.ReadLines(Repository.PathOf("ARCHITECTURE.md"))
        let row = ProjectRow().Match(line)
        where row.Success
        select (row.Groups[1].Value, BackQuoted().Matches(row.Groups[2].Value).Select(name => "Coffer." + name.Groups[1].Value).ToArray());

    [GeneratedRegex(@"^\| `(Coffer[.\w]*)` \|.*\|([^|]*)\|$")]
    private static partial Regex ProjectRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BackQuoted();

    [GeneratedRegex(@"\]\((?!https?://|#)([^)#]+)")]
    private static partial Regex MarkdownLink();
}
