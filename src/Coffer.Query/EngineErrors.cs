using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Coffer.DuckDb;

namespace Coffer.Query;

/// <summary>Turns what DuckDB and our functions report into Trino's errors.</summary>
static partial class EngineErrors
{
    const string User = "USER_ERROR";
    const string InternalType = "INTERNAL_ERROR";
    const string Resources = "INSUFFICIENT_RESOURCES";

    // The errors that can arise while a query runs: trinodb/trino core/trino-spi StandardErrorCode, and golden/trino.
    static readonly FrozenDictionary<string, (int Code, string Type)> Known = new Dictionary<string, (int, string)>
    {
        ["GENERIC_USER_ERROR"] = (0, User),
        ["NOT_FOUND"] = (5, User),
        ["FUNCTION_NOT_FOUND"] = (6, User),
        ["INVALID_FUNCTION_ARGUMENT"] = (7, User),
        ["DIVISION_BY_ZERO"] = (8, User),
        ["INVALID_CAST_ARGUMENT"] = (9, User),
        ["OPERATOR_NOT_FOUND"] = (10, User),
        ["NOT_SUPPORTED"] = (13, User),
        ["INVALID_WINDOW_FRAME"] = (15, User),
        ["CONSTRAINT_VIOLATION"] = (16, User),
        ["NUMERIC_VALUE_OUT_OF_RANGE"] = (19, User),
        ["SUBQUERY_MULTIPLE_ROWS"] = (28, User),
        ["EXCEEDED_FUNCTION_MEMORY_LIMIT"] = (37, User),
        ["EXPRESSION_NOT_SCALAR"] = (74, User),
        ["INVALID_ARGUMENTS"] = (76, User),
        ["INVALID_PATH"] = (113, User),
        ["JSON_INPUT_CONVERSION_ERROR"] = (114, User),
        ["JSON_OUTPUT_CONVERSION_ERROR"] = (115, User),
        ["PATH_EVALUATION_ERROR"] = (116, User),
        ["INVALID_JSON_LITERAL"] = (117, User),
        ["JSON_VALUE_RESULT_ERROR"] = (118, User),
        ["MERGE_TARGET_ROW_MULTIPLE_MATCHES"] = (119, User),
        ["GENERIC_INTERNAL_ERROR"] = (65536, InternalType),
        ["SERIALIZATION_ERROR"] = (65562, InternalType),
        ["GENERIC_INSUFFICIENT_RESOURCES"] = (131072, Resources),
        ["EXCEEDED_GLOBAL_MEMORY_LIMIT"] = (131073, Resources),
        ["EXCEEDED_TIME_LIMIT"] = (131075, Resources),
        ["EXCEEDED_LOCAL_MEMORY_LIMIT"] = (131079, Resources),
        ["EXCEEDED_SPILL_LIMIT"] = (131078, Resources),
    }.ToFrozenDictionary();

    internal static EngineException Named(string name, string message) =>
        Known.TryGetValue(name, out var known) ? new(name, known.Code, known.Type, message) : Internal(message);

    /// <summary>Our own mistake, or DuckDB's.</summary>
    internal static EngineException Internal(string message) => new("GENERIC_INTERNAL_ERROR", 65536, InternalType, message);

    internal static EngineException From(DuckDbException error)
    {
        var text = error.Message;
        var start = text.IndexOf(" Error: ", StringComparison.Ordinal);
        var message = FirstLines(start is >= 0 and < 40 ? text[(start + " Error: ".Length)..] : text);

        // Our functions begin their messages with the name: "DIVISION_BY_ZERO: Division by zero".
        var named = NamePattern().Match(message);
        if (named.Success && Known.ContainsKey(named.Groups[1].Value))
        {
            return Named(named.Groups[1].Value, message[named.Length..]);
        }

        return error.Kind switch
        {
            DuckDbErrorKind.OutOfMemory => text.Contains("max_temp_directory_size", StringComparison.Ordinal)
                ? Named("EXCEEDED_SPILL_LIMIT", "Query exceeded the spill limit of the job")
                : Named("EXCEEDED_LOCAL_MEMORY_LIMIT", "Query exceeded the memory limit of the job"),
            DuckDbErrorKind.OutOfRange => Named("NUMERIC_VALUE_OUT_OF_RANGE", WithoutPaths(message)),
            DuckDbErrorKind.DivideByZero => Named("DIVISION_BY_ZERO", "Division by zero"),
            DuckDbErrorKind.Conversion => Named("INVALID_CAST_ARGUMENT", WithoutPaths(message)),
            DuckDbErrorKind.InvalidInput when message.Contains("More than one row returned by a subquery", StringComparison.Ordinal) =>
                Named("SUBQUERY_MULTIPLE_ROWS", "Scalar sub-query has returned multiple rows"),
            DuckDbErrorKind.InvalidInput => Named("INVALID_FUNCTION_ARGUMENT", WithoutPaths(message)),
            DuckDbErrorKind.NotImplemented => Named("NOT_SUPPORTED", WithoutPaths(message)),
            DuckDbErrorKind.Interrupt => Named("GENERIC_USER_ERROR", "Query was interrupted"),
            DuckDbErrorKind.Io => Internal($"A data file could not be read: {WithoutPaths(message)}"),
            _ => Internal(WithoutPaths(message)),
        };
    }

    // DuckDB appends the text of the query with a caret, which is ours and not the user's, and advice about its settings.
    static string FirstLines(string message)
    {
        var end = message.IndexOf("\n\n", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd();
    }

    static string WithoutPaths(string message) => PathPattern().Replace(message, "<file>");

    [GeneratedRegex(@"^([A-Z][A-Z0-9_]{3,}): ")]
    private static partial Regex NamePattern();

    [GeneratedRegex("(?<![A-Za-z0-9_:])/[^\\s\"']+(?:/[^\\s\"']+)+")]
    private static partial Regex PathPattern();
}
