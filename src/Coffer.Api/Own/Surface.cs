using Coffer.Api.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.Own;

/// <summary>Coffer's own API: what no foreign API has. Described by <c>/coffer/v1/openapi.json</c>.</summary>
static class Surface
{
    public const string Document = "openapi";

    public static void MapOwn(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/coffer/v1").Requires(Access.Full);
        v1.MapInfo();
        v1.MapTableVersions();
        v1.MapFileImport();
        v1.MapKeys();
        routes.MapOpenApi("/coffer/v1/{documentName}.json").Requires(Access.Anonymous);
    }
}
