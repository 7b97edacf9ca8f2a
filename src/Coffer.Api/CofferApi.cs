using System.Text.Json;
using Coffer.Api.Auth;
using Coffer.Api.Health;
using Coffer.Api.Http;
using Coffer.Api.Metrics;
using Coffer.Api.Own;
using Coffer.Api.TreasureData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Coffer.Api;

/// <summary>All surfaces on one application, in one place.</summary>
public static class CofferApi
{
    /// <summary>The parts that only the surfaces use, over what the composition root registers.</summary>
    public static void AddCofferApi(this IServiceCollection services)
    {
        services.AddSingleton<CofferMetrics>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        // The host's JSON settings count for the own surface alone; foreign surfaces name their context at every reply.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, OwnJson.Default);
        });
        services.AddOpenApi(
            Own.Surface.Document,
            document =>
            {
                document.ShouldInclude = route => route.RelativePath?.StartsWith("coffer/v1/", StringComparison.Ordinal) == true;
                document.AddDocumentTransformer<OpenApiFacts>();
            }
        );
    }

    public static void UseCofferApi(this WebApplication app)
    {
        app.UseMiddleware<Boundary>();
        app.UseMiddleware<PathNormalisation>();
        app.UseRouting();
        app.UseMiddleware<Td1Authentication>();
        app.MapTreasureData();
        app.MapOwn();
        app.MapHealth();
        CofferMetrics.Map(app);
    }
}
