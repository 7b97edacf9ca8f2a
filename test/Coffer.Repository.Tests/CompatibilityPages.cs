using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Coffer.Repository.Tests;

/// <summary>The pages of <c>docs/compat</c> that are printed from the rows that the product itself reads.</summary>
static class CompatibilityPages
{
    public static IReadOnlyDictionary<string, Func<string>> All { get; } =
        new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["docs/compat/functions.md"] = Functions,
            ["docs/compat/td-api.md"] = Endpoints,
            ["docs/compat/by-design.md"] = ByDesign,
        };

    static string Functions()
    {
        var text = Page(
            "SQL functions (Trino dialect)",
            "From `src/Coffer.Sql/Functions/*.jsonl`. *full*: Trino's answers; *partial* and *refused* say why. A name that is not here is refused as not registered, as Trino does."
        );
        foreach (var file in Repository.Files("src/Coffer.Sql/Functions", "*.jsonl"))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {Path.GetFileNameWithoutExtension(file)}\n\n| signature | returns | status | note |\n|---|---|---|---|\n"
            );
            foreach (var row in Rows(file))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{Text(row, "signature")}` | `{Text(row, "returns")}` | {Text(row, "status") ?? "full"} | {Text(row, "note")} |\n"
                );
            }
        }

        return text.ToString();
    }

    static string Endpoints()
    {
        var text = Page(
            "Treasure Data REST API v3",
            "From `src/Coffer.Api/TreasureData/endpoints.jsonl`, which a test holds against the routes that are mapped. *refused*: answers a JSON error that names the route."
        );
        text.Append("\n| method | path | status | note |\n|---|---|---|---|\n");
        foreach (var row in Rows("src/Coffer.Api/TreasureData/endpoints.jsonl"))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Text(row, "method")!.Replace("|", ", ", StringComparison.Ordinal)} | `/{Text(row, "path")}` | {Text(row, "status")} | {Text(row, "note")} |\n"
            );
        }

        return text.ToString();
    }

    static string ByDesign()
    {
        var text = Page(
            "Differences by design",
            "From `test/golden/by-design.jsonl`: where Coffer's answer differs from a recorded one on purpose. Every rule is a predicate over recorded cases; cases that differ and match no rule count as unequal."
        );
        text.Append("\n| area | which | reason |\n|---|---|---|\n");
        foreach (var row in Rows("test/golden/by-design.jsonl"))
        {
            var which = string.Join(
                ", ",
                row.EnumerateObject()
                    .Where(field => field.Name is not ("area" or "reason"))
                    .Select(field => $"{field.Name} `{Escape(field.Value.GetString()!)}`")
            );
            text.Append(CultureInfo.InvariantCulture, $"| {Text(row, "area")} | {which} | {Text(row, "reason")} |\n");
        }

        return text.ToString();
    }

    static StringBuilder Page(string title, string introduction) =>
        new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"# {title}\n\n{introduction}\nGenerated: `COFFER_UPDATE_SNAPSHOTS=1 dotnet test` writes it anew.\n"
        );

    static IEnumerable<JsonElement> Rows(string file) =>
        File.ReadLines(Repository.PathOf(file)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);

    static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? Escape(value.GetString()!) : null;

    static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
