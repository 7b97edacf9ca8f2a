using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.Own;

/// <summary>Failures of <c>/coffer/v1</c>: <c>application/problem+json</c> (RFC 9457).</summary>
static class Problems
{
    public static IResult Reply(int status, string message) =>
        new OwnReply(
            JsonSerializer.SerializeToUtf8Bytes(new Problem(Title(status), status, message), OwnJson.Wire.Problem),
            "application/problem+json",
            status
        );

    static string Title(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "Bad request",
            StatusCodes.Status401Unauthorized => "Not authenticated",
            StatusCodes.Status403Forbidden => "Not permitted",
            StatusCodes.Status404NotFound => "Not found",
            StatusCodes.Status405MethodNotAllowed => "Method not allowed",
            StatusCodes.Status409Conflict => "Conflict",
            StatusCodes.Status413PayloadTooLarge => "Too large",
            StatusCodes.Status415UnsupportedMediaType => "Unsupported media type",
            StatusCodes.Status422UnprocessableEntity => "Invalid",
            _ => "Error",
        };
}
