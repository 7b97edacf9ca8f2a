using Microsoft.AspNetCore.Http;

namespace Coffer.Api.Http;

/// <summary>Splits a raw request path into decoded segments and back.</summary>
/// <remarks>A slash inside a segment travels as <c>%2F</c> through routing, which splits on plain slashes; <see cref="Value"/> brings it back.</remarks>
static class PathSegments
{
    public static List<string> Decode(string rawPath)
    {
        var segments = new List<string>(8);
        foreach (var raw in rawPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            segments.Add(Uri.UnescapeDataString(raw));
        }

        return segments;
    }

    public static PathString Join(List<string> segments) =>
        new("/" + string.Join('/', segments.Select(s => s.Replace("/", "%2F", StringComparison.Ordinal))));

    /// <summary>The text of one route value.</summary>
    public static string Value(string routeValue) => routeValue.Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>
    /// The names a segment may stand for, likeliest first. treasure-data/td-client-go escapes a segment and its URL builder escapes it again,
    /// so after a miss the lookup is repeated with one more form-decode.
    /// </summary>
    public static IEnumerable<string> Candidates(string routeValue)
    {
        var value = Value(routeValue);
        yield return value;
        var again = Uri.UnescapeDataString(value.Replace('+', ' '));
        if (again != value)
        {
            yield return again;
        }
    }
}
