using System.Net;

namespace Coffer.Client;

/// <summary>The server refused a request; the message is the server's.</summary>
public sealed class CofferApiException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
