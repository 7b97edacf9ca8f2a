namespace Coffer.Api.Http;

/// <summary>A request that the caller must change: the HTTP boundary answers it with <see cref="StatusCode"/> and the message.</summary>
sealed class RefusedRequestException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
}
