namespace Coffer.Sql.SqlJson;

public enum JsonOutcome
{
    Value = 0,

    /// <summary>The path leads nowhere.</summary>
    Empty = 1,

    /// <summary>The input is no JSON, the path cannot be applied, or the result does not fit.</summary>
    Error = 2,
}

/// <summary>What a path came to, before ON EMPTY and ON ERROR.</summary>
/// <param name="Text">The result; null is an SQL NULL.</param>
/// <param name="ErrorName">Trino's name of the error.</param>
/// <param name="Message">Trino's message of the error.</param>
public readonly record struct JsonValueResult(JsonOutcome Outcome, string? Text, string ErrorName, string Message)
{
    public static JsonValueResult Of(string? text) => new(JsonOutcome.Value, text, "", "");

    public static JsonValueResult Empty(string errorName, string message) => new(JsonOutcome.Empty, null, errorName, message);

    public static JsonValueResult Error(string errorName, string message) => new(JsonOutcome.Error, null, errorName, message);
}
