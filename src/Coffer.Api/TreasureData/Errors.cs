using Coffer.Api.TreasureData.Wire;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.TreasureData;

/// <summary>Every failure of <c>/v3</c>: one body with all the keys that any client reads.</summary>
static class Errors
{
    /// <summary>One public client falls back to another path on exactly this text.</summary>
    const string UnknownRouteText = "Path and method do not match any API endpoint";

    public static IResult Forbidden(string message) => Reply(StatusCodes.Status403Forbidden, message);

    public static IResult NotFound(string message) => Reply(StatusCodes.Status404NotFound, message);

    public static IResult DatabaseNotFound(string name) => NotFound($"Couldn't find UserDatabase with name = {name}");

    public static IResult TableNotFound(string name) => NotFound($"Couldn't find UserTableReference with name = {name}");

    public static IResult JobNotFound(string id) => NotFound($"Couldn't find Job with id = {id}");

    public static IResult Conflict(string message) => Reply(StatusCodes.Status409Conflict, message);

    /// <summary>A domain key that another job holds; digdag adopts the job in <c>details.conflicts_with</c> (treasure-data/digdag TDJobOperator).</summary>
    public static IResult DomainKeyTaken(string jobId) =>
        Reply(StatusCodes.Status409Conflict, "domain_key has already been taken", new ErrorDetails(jobId));

    public static IResult Invalid(string message) => Reply(StatusCodes.Status422UnprocessableEntity, "Validation failed: " + message);

    public static IResult UnknownRoute(string method, string path) =>
        TdReply.Json(
            new ErrorReply(
                UnknownRouteText,
                $"{UnknownRouteText}: {method} {path}",
                UnknownRouteText,
                "error",
                StatusCodes.Status404NotFound,
                null,
                null
            ),
            TdJson.Wire.ErrorReply,
            StatusCodes.Status404NotFound
        );

    public static IResult Reply(int status, string message, ErrorDetails? details = null) =>
        TdReply.Json(new ErrorReply(message, message, message, "error", status, null, details), TdJson.Wire.ErrorReply, status);
}
