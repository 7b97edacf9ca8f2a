using System.Text.Json;
using System.Text.RegularExpressions;

namespace Coffer.Golden;

/// <summary>
/// The rules of <c>by-design.jsonl</c>: where Coffer differs from a recorded answer on purpose. A rule is a predicate over the recorded
/// case (every field that it names must match) and a reason; it never says what the answer is instead.
/// </summary>
sealed class ByDesign
{
    /// <summary>More cases than this share of an area counted as by design are a sign that something else is the matter.</summary>
    public const double Limit = 0.03;

    readonly List<Rule> _rules;

    ByDesign(List<Rule> rules) => _rules = rules;

    /// <summary>Reads the rules of an area; a folder without the file has none.</summary>
    public static ByDesign Read(string goldenFolder, string area)
    {
        var path = Path.Combine(goldenFolder, "by-design.jsonl");
        return new ByDesign(
            File.Exists(path)
                ? [.. GoldenFiles.ReadRecords(path).Where(rule => rule.GetProperty("area").GetString() == area).Select(Rule.FromRecord)]
                : []
        );
    }

    public bool Covers(GoldenCase asked) => _rules.Any(rule => rule.Matches(asked));

    sealed record Rule(string? Id, string? Tag, string? ErrorName, Regex? Sql, Regex? Message)
    {
        public static Rule FromRecord(JsonElement record)
        {
            if (!record.TryGetProperty("reason", out _))
            {
                throw new InvalidDataException("A by-design rule needs a reason: " + record.GetRawText());
            }

            return new Rule(Text("id"), Text("tag"), Text("error"), Pattern("sql"), Pattern("message"));

            string? Text(string name) => record.TryGetProperty(name, out var value) ? value.GetString() : null;
            Regex? Pattern(string name) => Text(name) is { } text ? new Regex(text, RegexOptions.NonBacktracking) : null;
        }

        public bool Matches(GoldenCase asked) =>
            (Id is null || Id == asked.Id)
            && (Tag is null || asked.Tags.Contains(Tag))
            && (ErrorName is null || ErrorName == asked.Expected.Error?.Name)
            && (Sql is null || Sql.IsMatch(asked.Sql))
            && (Message is null || asked.Expected.Error is { } error && Message.IsMatch(error.Message));
    }
}
