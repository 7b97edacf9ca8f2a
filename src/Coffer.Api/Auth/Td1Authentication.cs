using Coffer.Accounts;
using Coffer.Api.Http;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.Auth;

/// <summary>Turns the key of a request into its <see cref="Caller"/>, after routing and before the handler.</summary>
sealed class Td1Authentication(RequestDelegate next, ApiKeys keys)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessMetadata>()?.Access is { } access and not Access.Anonymous)
        {
            var caller =
                await keys.AuthenticateAsync(context.Request.Headers.Authorization, context.RequestAborted)
                ?? throw new RefusedRequestException(
                    StatusCodes.Status401Unauthorized,
                    "Authentication failed: send the header 'Authorization: TD1 KEY' with a valid API key"
                );
            if (access != Access.Import && caller.KeyKind != ApiKeyKind.Master)
            {
                throw new RefusedRequestException(
                    StatusCodes.Status403Forbidden,
                    "This is a write-only key: it is not authorized for anything but import"
                );
            }

            if (access == Access.Administrator && !caller.IsAdmin)
            {
                throw new RefusedRequestException(StatusCodes.Status403Forbidden, "Only an administrator is authorized to do this");
            }

            context.Features.Set(caller);
        }

        await next(context);
    }
}
