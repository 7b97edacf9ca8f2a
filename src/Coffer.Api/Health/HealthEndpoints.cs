using Coffer.Api.Own;
using Coffer.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Coffer.Api.Health;

/// <summary>Probes for process managers; no key.</summary>
static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/healthz");
        group.MapGet("/live", Live);
        group.MapGet("/startup", Live);
        group.MapGet("/ready", Ready);
    }

    /// <summary>The listener opens after migrations and recovery, so whoever gets an answer meets a started server.</summary>
    static IResult Live() => Reply("ok", StatusCodes.Status200OK);

    static async Task<IResult> Ready(IDatabase database, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Reply("stopping", StatusCodes.Status503ServiceUnavailable);
        }

        await database.ReadAsync(transaction => transaction.NowAsync(), cancellationToken);
        return Reply("ok", StatusCodes.Status200OK);
    }

    static IResult Reply(string status, int code) => OwnReply.Json(new HealthReply(status), OwnJson.Wire.HealthReply, code);
}
