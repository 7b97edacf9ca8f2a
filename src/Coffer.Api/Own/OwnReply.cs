using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.Own;

/// <summary>A JSON answer of the own API.</summary>
sealed class OwnReply(ReadOnlyMemory<byte> body, string contentType, int status) : IResult
{
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new OwnReply(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json", status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
