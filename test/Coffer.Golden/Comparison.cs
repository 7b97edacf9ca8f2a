using System.Globalization;
using System.Text.Json;

namespace Coffer.Golden;

/// <summary>When two answers are equal, by the rules of golden/README.md and of the two Trino folders.</summary>
static class Comparison
{
    /// <summary>Doubles and reals agree when they differ by less than this relatively: the order of a summation is free.</summary>
    const double Tolerance = 1e-9;

    /// <summary>Above this many rows an unordered comparison pairs rows by sorting only.</summary>
    const int PairingLimit = 2000;

    public static bool AreEqual(GoldenCase asked, Answer actual)
    {
        if (asked.AnyErrorWillDo)
        {
            return actual.Error is not null;
        }

        if (asked.Expected.Error is { } expectedError)
        {
            return actual.Error is { } error
                && error.Name == expectedError.Name
                && error.Code == expectedError.Code
                && error.Type == expectedError.Type
                && error.Line == expectedError.Line
                && error.Column == expectedError.Column;
        }

        if (actual.Error is not null || !SameColumns(asked.Expected.Columns, actual.Columns))
        {
            return false;
        }

        return asked.Compare switch
        {
            "shape" => true,
            "count" => asked.Expected.Rows.Count == actual.Rows.Count,
            _ => SameRows(asked, actual.Rows),
        };
    }

    /// <summary>Whether the message text is the same too; asked only of cases whose recorded answer is an error.</summary>
    public static bool SameMessage(GoldenCase asked, Answer actual) => asked.Expected.Error?.Message == actual.Error?.Message;

    static bool SameColumns(IReadOnlyList<AnswerColumn>? expected, IReadOnlyList<AnswerColumn>? actual) =>
        expected is null || actual is null ? expected is null && actual is null : expected.SequenceEqual(actual);

    static bool SameRows(GoldenCase asked, IReadOnlyList<JsonElement> actual)
    {
        var expected = asked.Expected.Rows;
        if (expected.Count != actual.Count)
        {
            return false;
        }

        var approximate = asked.Expected.Columns?.Select(column => IsApproximate(column.Type)).ToArray() ?? [];
        if (asked.Ordered)
        {
            return expected.Zip(actual).All(pair => SameRow(pair.First, pair.Second, approximate));
        }

        var left = expected.OrderBy(row => SortKey(row, approximate), StringComparer.Ordinal).ToList();
        var right = actual.OrderBy(row => SortKey(row, approximate), StringComparer.Ordinal).ToList();
        if (left.Zip(right).All(pair => SameRow(pair.First, pair.Second, approximate)))
        {
            return true;
        }

        return left.Count <= PairingLimit && PairsUp(left, right, approximate);
    }

    static bool PairsUp(List<JsonElement> left, List<JsonElement> right, bool[] approximate)
    {
        foreach (var row in left)
        {
            var match = right.FindIndex(candidate => SameRow(row, candidate, approximate));
            if (match < 0)
            {
                return false;
            }

            right.RemoveAt(match);
        }

        return true;
    }

    static bool IsApproximate(string type) =>
        type.Contains("double", StringComparison.Ordinal) || type.Contains("real", StringComparison.Ordinal);

    static bool SameRow(JsonElement expected, JsonElement actual, bool[] approximate)
    {
        if (expected.ValueKind != JsonValueKind.Array || expected.GetArrayLength() != actual.GetArrayLength())
        {
            return false;
        }

        for (var i = 0; i < expected.GetArrayLength(); i++)
        {
            if (!SameValue(expected[i], actual[i], i < approximate.Length && approximate[i]))
            {
                return false;
            }
        }

        return true;
    }

    static bool SameValue(JsonElement expected, JsonElement actual, bool approximate)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return false;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Number:
                return SameNumber(expected, actual, approximate);
            case JsonValueKind.String:
                return expected.GetString() == actual.GetString();
            case JsonValueKind.Array:
                return expected.GetArrayLength() == actual.GetArrayLength()
                    && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => SameValue(pair.First, pair.Second, approximate));
            case JsonValueKind.Object:
                // Map objects have no key order; a repeated key (NaN keys) is compared by count through the property list.
                var theirs = expected.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).ToList();
                var ours = actual.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).ToList();
                return theirs.Count == ours.Count
                    && theirs
                        .Zip(ours)
                        .All(pair => pair.First.Name == pair.Second.Name && SameValue(pair.First.Value, pair.Second.Value, approximate));
            default:
                return true;
        }
    }

    static bool SameNumber(JsonElement expected, JsonElement actual, bool approximate)
    {
        if (expected.GetRawText() == actual.GetRawText())
        {
            return true;
        }

        var left = expected.GetDouble();
        var right = actual.GetDouble();
        if (!approximate)
        {
            return left == right && expected.TryGetInt64(out var a) == actual.TryGetInt64(out var b) && a == b;
        }

        return left == right || Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));
    }

    /// <summary>Text to sort rows by: exact values first, approximate ones with few digits so that near values sort alike.</summary>
    static string SortKey(JsonElement row, bool[] approximate)
    {
        if (row.ValueKind != JsonValueKind.Array)
        {
            return row.GetRawText();
        }

        var exact = row.EnumerateArray().Where((_, i) => i >= approximate.Length || !approximate[i]).Select(value => value.GetRawText());
        var near = row.EnumerateArray()
            .Where((_, i) => i < approximate.Length && approximate[i])
            .Select(value =>
                value.ValueKind == JsonValueKind.Number
                    ? value.GetDouble().ToString("E5", CultureInfo.InvariantCulture)
                    : value.GetRawText()
            );
        return string.Join('\u0001', exact) + '\u0002' + string.Join('\u0001', near);
    }
}
