using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Coffer.Api.Http;

/// <summary>
/// Brings the paths that clients send into the one form that routes are written in, before routing.
/// td-client-python joins an endpoint and a path with two slashes, td-client-node and the workflow samples end some with a slash,
/// td-client-ruby escapes dots, and Treasure Data's own routes take an optional <c>.json</c> suffix.
/// </summary>
sealed class PathNormalisation(RequestDelegate next)
{
    /// <summary>Treasure Data routes whose last part may carry a format suffix.</summary>
    static readonly string[] ReadVerbs = ["list", "show", "status", "tail", "server_status", "statistics"];

    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (target.StartsWith('/'))
        {
            var query = target.IndexOf('?', StringComparison.Ordinal);
            var path = query < 0 ? target : target[..query];
            var segments = PathSegments.Decode(path);
            if (segments is ["v3", _, var verb, ..] && ReadVerbs.Contains(verb.Split('.')[0], StringComparer.Ordinal))
            {
                StripFormat(context, segments);
            }

            context.Request.Path = PathSegments.Join(segments);
        }

        return next(context);
    }

    static void StripFormat(HttpContext context, List<string> segments)
    {
        var last = segments[^1];
        foreach (var format in (ReadOnlySpan<string>)["json", "msgpack"])
        {
            if (last.Length > format.Length + 1 && last.EndsWith("." + format, StringComparison.Ordinal))
            {
                segments[^1] = last[..^(format.Length + 1)];
                context.Features.Set(new RequestedFormat(format));
                return;
            }
        }
    }
}
