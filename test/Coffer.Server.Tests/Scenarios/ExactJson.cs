using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;

namespace Coffer.Server.Tests.Scenarios;

/// <summary>
/// Compares JSON key by key: objects must have exactly the expected keys. A text that begins with <c>~</c> stands for any value of a kind:
/// <c>~int</c>, <c>~text</c>, <c>~spaced</c> (2020-12-31 11:22:33 UTC), <c>~iso</c> (…T…Z), <c>~seconds</c> (a number of at least 0), <c>~any</c>,
/// or <c>~has …</c>, a text that contains the rest.
/// </summary>
static partial class ExactJson
{
    public static void Compare(JsonElement actual, JsonElement expected, string place)
    {
        if (expected.ValueKind == JsonValueKind.String && expected.GetString()!.StartsWith('~'))
        {
            Matches(actual, expected.GetString()!).ShouldBeTrue($"{actual} is not {expected} in {place}");
            return;
        }

        actual.ValueKind.ShouldBe(expected.ValueKind, $"{actual} in {place}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                actual
                    .EnumerateObject()
                    .Select(p => p.Name)
                    .Order()
                    .ShouldBe(expected.EnumerateObject().Select(p => p.Name).Order(), place);
                foreach (var property in expected.EnumerateObject())
                {
                    Compare(actual.GetProperty(property.Name), property.Value, $"{property.Name} of {place}");
                }

                break;
            case JsonValueKind.Array:
                actual.GetArrayLength().ShouldBe(expected.GetArrayLength(), place);
                for (var i = 0; i < expected.GetArrayLength(); i++)
                {
                    Compare(actual[i], expected[i], $"element {i} of {place}");
                }

                break;
            default:
                actual.ToString().ShouldBe(expected.ToString(), place);
                break;
        }
    }

    static bool Matches(JsonElement actual, string pattern) =>
        pattern switch
        {
            "~any" => true,
            "~int" => actual.ValueKind == JsonValueKind.Number && actual.TryGetInt64(out _),
            "~seconds" => actual.ValueKind == JsonValueKind.Number && actual.GetDouble() >= 0,
            "~text" => actual.ValueKind == JsonValueKind.String,
            "~spaced" => actual.ValueKind == JsonValueKind.String && Spaced().IsMatch(actual.GetString()!),
            "~iso" => actual.ValueKind == JsonValueKind.String && Iso().IsMatch(actual.GetString()!),
            _ when pattern.StartsWith("~has ", StringComparison.Ordinal) => actual.ValueKind == JsonValueKind.String
                && actual.GetString()!.Contains(pattern[5..], StringComparison.Ordinal),
            _ => throw new ArgumentException($"Unknown pattern {pattern}"),
        };

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\z")]
    private static partial Regex Spaced();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z")]
    private static partial Regex Iso();
}
