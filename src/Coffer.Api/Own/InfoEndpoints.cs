using System.Globalization;
using Coffer.Database;
using Coffer.Jobs.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.Own;

static class InfoEndpoints
{
    public static void MapInfo(this RouteGroupBuilder v1) =>
        v1.MapGet("/info", Info)
            .WithName("GetInfo")
            .WithSummary("The server and what it is doing")
            .Produces<InfoReply>()
            .ProducesFailures();

    static async Task<IResult> Info(ServerFacts facts, IDatabase database, JobQueue queue, CancellationToken cancellationToken)
    {
        var counts = await queue.CountAsync(cancellationToken);
        var info = new InfoReply(
            facts.Version,
            OwnTime.Text(facts.StartedAt),
            database.Kind.ToString().ToLower(CultureInfo.InvariantCulture),
            counts.Queued,
            counts.Running
        );
        return OwnReply.Json(info, OwnJson.Wire.InfoReply);
    }
}
