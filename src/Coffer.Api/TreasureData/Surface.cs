using Coffer.Api.Auth;
using Coffer.Api.TreasureData.Accounts;
using Coffer.Api.TreasureData.Databases;
using Coffer.Api.TreasureData.Imports;
using Coffer.Api.TreasureData.Jobs;
using Coffer.Api.TreasureData.System;
using Coffer.Api.TreasureData.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData;

/// <summary>Treasure Data's REST API v3: everything below <c>/v3</c>. Everything asks for a master key unless its line says otherwise.</summary>
static class Surface
{
    public static void MapTreasureData(this IEndpointRouteBuilder routes)
    {
        var v3 = routes.MapGroup("/v3").Requires(Access.Full);
        v3.MapSystem();
        v3.MapAccount();
        v3.MapDatabases();
        v3.MapTables();
        v3.MapTail();
        v3.MapImports();
        v3.MapJobs();
        v3.MapJobResult();
        v3.MapUnserved();
    }
}
