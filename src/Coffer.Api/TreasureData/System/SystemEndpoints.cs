using Coffer.Api.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData.System;

static class SystemEndpoints
{
    public static void MapSystem(this RouteGroupBuilder v3) => v3.MapGet("/system/server_status", Status).Requires(Access.Anonymous);

    /// <summary>The td command probes it before every online command, without a key.</summary>
    static IResult Status() => TdReply.Json(new ServerStatusReply("ok"), TdJson.Wire.ServerStatusReply);
}
