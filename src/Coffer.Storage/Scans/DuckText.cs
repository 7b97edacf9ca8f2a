namespace Coffer.Storage.Scans;

/// <summary>Text that goes into DuckDB statements.</summary>
static class DuckText
{
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
