using System.Text.Json;

namespace Coffer.Golden;

/// <summary>An error as Trino's protocol carries it; line and column are null where the server gave no location.</summary>
sealed record AnswerError(string Name, int Code, string Type, string Message, int? Line, int? Column)
{
    public static AnswerError FromRecord(JsonElement error) =>
        new(
            error.GetProperty("name").GetString()!,
            error.GetProperty("code").GetInt32(),
            error.GetProperty("type").GetString()!,
            error.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "",
            Number(error, "line"),
            Number(error, "column")
        );

    public override string ToString() => $"{Name} ({Code}, {Type}) at {Line}:{Column}: {Message}";

    static int? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
