using System.Text.Json;

namespace Coffer.Golden;

/// <summary>A result column: its display name and Trino's type text, both to the letter.</summary>
sealed record AnswerColumn(string Name, string Type)
{
    public static AnswerColumn FromRecord(JsonElement column) =>
        new(column.GetProperty("name").GetString()!, column.GetProperty("type").GetString()!);

    public override string ToString() => $"{Name}:{Type}";
}
