using Microsoft.AspNetCore.Http;

namespace Coffer.Api.TreasureData.Wire;

/// <summary>What a client can take, told by its <c>User-Agent</c>.</summary>
enum ClientShape
{
    /// <summary>Extra keys are ignored: the documented superset is served.</summary>
    Tolerant = 0,

    /// <summary>treasure-data/td-client-go <c>td_client.go</c> validateAndCoerceInner: an unknown key, a missing key or a null is an error.</summary>
    ExactKeys = 1,
}

static class ClientShapes
{
    public static ClientShape Of(HttpContext context) =>
        context.Request.Headers.UserAgent.ToString().StartsWith("TD-Client-Go", StringComparison.OrdinalIgnoreCase)
            ? ClientShape.ExactKeys
            : ClientShape.Tolerant;
}
