using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData;

/// <summary>One endpoint of Treasure Data's API and how far Coffer serves it: a row of <c>endpoints.jsonl</c>.</summary>
/// <param name="Method">HTTP method, or several separated by <c>|</c>.</param>
/// <param name="Path">Route template without the leading slash, as in <c>v3/job/show/{id}</c>.</param>
/// <param name="Status">full, partial or refused.</param>
/// <param name="Note">What differs, or when it comes.</param>
/// <param name="Test">The scenario file that proves it, under test/http/td.</param>
sealed record EndpointRow(
    [property: JsonRequired] string Method,
    [property: JsonRequired] string Path,
    [property: JsonRequired] string Status,
    string? Note,
    string? Test
);
