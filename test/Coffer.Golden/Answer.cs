using System.Text.Json;

namespace Coffer.Golden;

/// <summary>What a product said to a statement: columns and rows, or an error.</summary>
sealed record Answer
{
    /// <summary>Null when the statement has no result columns (DDL) or failed.</summary>
    public IReadOnlyList<AnswerColumn>? Columns { get; init; }

    /// <summary>Each row is a JSON array as the statement protocol carries it.</summary>
    public IReadOnlyList<JsonElement> Rows { get; init; } = [];
    public AnswerError? Error { get; init; }

    public static Answer FromRecord(JsonElement record)
    {
        if (record.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
        {
            return new Answer { Error = AnswerError.FromRecord(error) };
        }

        return new Answer
        {
            Columns =
                record.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Array
                    ? [.. columns.EnumerateArray().Select(AnswerColumn.FromRecord)]
                    : null,
            Rows = record.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray()] : [],
        };
    }

    public override string ToString() =>
        Error is { } error
            ? error.ToString()
            : $"columns {(Columns is null ? "none" : string.Join(", ", Columns))} rows {string.Join(' ', Rows.Take(20).Select(row => row.GetRawText()))}";
}
