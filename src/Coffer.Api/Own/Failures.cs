using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.Own;

static class Failures
{
    /// <summary>Describes that every failure is a problem document.</summary>
    public static RouteHandlerBuilder ProducesFailures(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        route.Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json");
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, "application/problem+json");
        }

        return route;
    }
}
