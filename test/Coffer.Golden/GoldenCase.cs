using System.Text.Json;

namespace Coffer.Golden;

/// <summary>One recorded question and its answer.</summary>
sealed record GoldenCase
{
    public required string Id { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required string Sql { get; init; }

    /// <summary>Statements that the same client session ran before; their errors do not matter.</summary>
    public required IReadOnlyList<string> Setup { get; init; }

    /// <summary>Schema that unqualified names resolve in, null for none.</summary>
    public string? Schema { get; init; }
    public string TimeZone { get; init; } = "UTC";
    public bool ParseDecimalLiteralsAsDouble { get; init; }

    /// <summary>"shape": only columns are compared; "count": columns and the number of rows; null: everything.</summary>
    public string? Compare { get; init; }
    public bool Ordered { get; init; }
    public required Answer Expected { get; init; }

    /// <summary>True when the recorded answer is a defect of the product (an internal error): any error answers it.</summary>
    public bool AnyErrorWillDo => Tags.Contains("internal-error") || Expected.Error?.Name == "GENERIC_INTERNAL_ERROR";

    /// <summary>Reads a record of golden/trino or golden/trino-queries; both READMEs describe the fields.</summary>
    public static GoldenCase FromTrino(JsonElement record, string? defaultSchema)
    {
        var session = record.TryGetProperty("session", out var found) ? found : default;
        return new GoldenCase
        {
            Id = record.GetProperty("id").GetString()!,
            Tags = Strings(record, "tags"),
            Sql = record.GetProperty("sql").GetString()!,
            Setup = Strings(record, "setup"),
            Schema = Text(session, "schema") ?? defaultSchema,
            TimeZone = Text(session, "tz") ?? Text(session, "timezone") ?? "UTC",
            ParseDecimalLiteralsAsDouble =
                session.ValueKind == JsonValueKind.Object
                && session.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty("parse_decimal_literals_as_double", out var value)
                && (value.ValueKind == JsonValueKind.True || value.ValueKind == JsonValueKind.String && value.GetString() == "true"),
            Compare = Text(record, "compare"),
            Ordered = record.TryGetProperty("ordered", out var ordered) && ordered.ValueKind == JsonValueKind.True,
            Expected = Answer.FromRecord(record),
        };
    }

    static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    static List<string> Strings(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : [];
}
