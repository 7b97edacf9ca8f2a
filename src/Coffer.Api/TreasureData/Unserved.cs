using System.Reflection;
using System.Text.Json;
using Coffer.Api.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData;

/// <summary>Routes of Treasure Data's API that Coffer does not serve yet answer by name; every other path says that it is none.</summary>
static class Unserved
{
    /// <summary>All endpoints of the API with what Coffer does about each; docs/compat/treasure-data.md is written from it.</summary>
    public static IReadOnlyList<EndpointRow> Rows { get; } = Load();

    public static void MapUnserved(this RouteGroupBuilder v3)
    {
        foreach (var row in Rows.Where(r => r.Status == "refused"))
        {
            var path = "/" + row.Path["v3/".Length..];
            v3.MapMethods(path, row.Method.Split('|'), () => NotServed(row)).Requires(Access.Anonymous);
        }

        v3.Map("/{**path}", NoSuchRoute).Requires(Access.Anonymous).Add(builder => ((RouteEndpointBuilder)builder).Order = int.MaxValue);
    }

    /// <summary>404 and not 501: td-client-ruby and td-client-python repeat everything from 500 on for ten minutes.</summary>
    static IResult NotServed(EndpointRow row) =>
        Errors.NotFound(
            $"{row.Method.Replace('|', ' ')} /{row.Path} is not served by this version of Coffer{(row.Note is null ? "" : ": " + row.Note)}"
        );

    static IResult NoSuchRoute(HttpContext context) => Errors.UnknownRoute(context.Request.Method, context.Request.Path);

    static List<EndpointRow> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Coffer.Api.TreasureData.endpoints.jsonl")!;
        using var reader = new StreamReader(stream);
        var rows = new List<EndpointRow>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                rows.Add(JsonSerializer.Deserialize(line, TdJson.Wire.EndpointRow)!);
            }
        }

        return rows;
    }
}
