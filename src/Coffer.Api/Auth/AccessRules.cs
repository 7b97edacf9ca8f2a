using Coffer.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Coffer.Api.Auth;

static class AccessRules
{
    /// <summary>The nearest rule counts: a route may loosen what its group asks.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, Access access)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessMetadata(access));

    /// <summary>Who sent the request; only on routes that ask for a key.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
