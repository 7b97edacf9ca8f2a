using Coffer.Storage.Imports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Coffer.Api.Http;

/// <summary>
/// The outermost step: every failure, the framework's own included, leaves with the body that the surface documents. One of the places
/// where catching everything is right: what is not the caller's doing is logged once, with the request, and answered 500.
/// </summary>
sealed class Boundary(RequestDelegate next, ILogger<Boundary> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await AnswerAsync(context, context.Response.StatusCode, FrameworkMessage(context));
            }
        }
        catch (RefusedRequestException refused)
        {
            await AnswerAsync(context, refused.StatusCode, refused.Message);
        }
        catch (ImportException refused)
        {
            await AnswerAsync(context, ImportRefusal.Status(refused.Error), refused.Message);
        }
        catch (BadHttpRequestException malformed)
        {
            await AnswerAsync(context, malformed.StatusCode, malformed.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            HttpLog.ClientWentAway(log, context.Request.Method, context.Request.Path);
        }
        catch (Exception unexpected)
        {
            HttpLog.RequestFailed(log, unexpected, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await AnswerAsync(
                context,
                StatusCodes.Status500InternalServerError,
                $"Internal error; the server's log has it under trace {context.TraceIdentifier}"
            );
        }
    }

    static async Task AnswerAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            // The status is gone already: cut the connection, so that the client sees a broken answer and not a short one.
            context.Abort();
            return;
        }

        context.Response.Clear();
        var reply = context.Request.Path.StartsWithSegments("/coffer")
            ? Own.Problems.Reply(status, message)
            : TreasureData.Errors.Reply(status, message);
        await reply.ExecuteAsync(context);
    }

    static string FrameworkMessage(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"Nothing is served at {context.Request.Path}",
            StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not take {context.Request.Method}",
            StatusCodes.Status413PayloadTooLarge => "The request body is too large",
            StatusCodes.Status415UnsupportedMediaType => $"Unsupported content type '{context.Request.ContentType}'",
            var status => $"The request was refused with status {status}",
        };
}
