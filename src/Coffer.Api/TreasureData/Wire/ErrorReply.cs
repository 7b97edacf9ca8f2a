using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData.Wire;

/// <param name="Error">Read by td-client-node, td-client-go and others.</param>
/// <param name="Message">Read by td-client-ruby first.</param>
/// <param name="Text">Shown by td-client-java.</param>
/// <param name="Details">Only with a domain key conflict.</param>
sealed record ErrorReply(
    string Error,
    string Message,
    string Text,
    string Severity,
    int StatusCode,
    string? Stacktrace,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ErrorDetails? Details
);
