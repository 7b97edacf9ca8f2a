using Coffer.Api.Auth;
using Coffer.Api.Http;
using Coffer.Api.TreasureData;
using Coffer.Jobs.Queue;
using Coffer.Storage.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Coffer.Api;

/// <summary>All surfaces on one application, in one place.</summary>
public static class CofferApi
{
    /// <summary>The parts that only the surfaces use, over what the composition root registers.</summary>
    public static void AddCofferApi(this IServiceCollection services)
    {
        services.AddSingleton<TableCatalog>();
        services.AddSingleton<JobQueue>();
    }

    public static void UseCofferApi(this WebApplication app)
    {
        app.UseMiddleware<Boundary>();
        app.UseMiddleware<PathNormalisation>();
        app.UseRouting();
        app.UseMiddleware<Td1Authentication>();
        app.MapTreasureData();
    }
}
