using Coffer.Api.TreasureData;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests;

public sealed class EndpointRowTests
{
    [Fact]
    public async Task Every_mapped_route_has_a_row_and_every_row_a_route()
    {
        await using var server = await TestServer.StartAsync();
        var mapped = server
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(pattern => pattern.StartsWith("v3/", StringComparison.Ordinal) && pattern != "v3/{**path}");
        mapped.Order().ShouldBe(Unserved.Rows.Select(row => row.Path).Order());
    }

    [Fact]
    public void A_row_is_full_partial_or_refused_and_partial_rows_say_what_is_missing() =>
        Unserved.Rows.ShouldAllBe(row => row.Status == "full" || row.Status == "refused" || (row.Status == "partial" && row.Note != null));
}
