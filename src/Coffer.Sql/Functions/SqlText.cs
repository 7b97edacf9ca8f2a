using System.Diagnostics.CodeAnalysis;

namespace Coffer.Sql.Functions;

/// <summary>Text literals in DuckDB text.</summary>
static class SqlText
{
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The value when the text is exactly one literal.</summary>
    public static bool TryLiteral(string sql, [NotNullWhen(true)] out string? value)
    {
        value = null;
        var text = sql.AsSpan().Trim();
        while (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            text = text[1..^1].Trim();
        }
        if (text.Length < 2 || text[0] != '\'' || text[^1] != '\'')
        {
            return false;
        }
        var inner = text[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\'')
            {
                if (i + 1 >= inner.Length || inner[i + 1] != '\'')
                {
                    return false;
                }
                i++;
            }
        }
        value = inner.ToString().Replace("''", "'", StringComparison.Ordinal);
        return true;
    }
}
