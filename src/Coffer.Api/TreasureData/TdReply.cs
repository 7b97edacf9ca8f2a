using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.TreasureData;

/// <summary>A JSON answer with its length: td-client-ruby compares <c>Content-Length</c> with what it got.</summary>
sealed class TdReply(ReadOnlyMemory<byte> body, int status) : IResult
{
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new TdReply(JsonSerializer.SerializeToUtf8Bytes(value, type), status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
