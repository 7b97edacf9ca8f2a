using System.Buffers;

namespace Coffer.Storage;

/// <summary>What databases, tables and SQL columns may be called.</summary>
public static class NameRules
{
    /// <summary>The rule in words, for error messages.</summary>
    public const string Description = "use 3 to 256 of the characters a-z, 0-9 and _";

    static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    internal static bool IsValid(string? text) => text is { Length: >= 3 and <= 256 } && !text.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A column's SQL name: 1 to 128 characters of the same set.</summary>
    internal static bool IsColumnName(string text) => text is { Length: >= 1 and <= 128 } && !text.AsSpan().ContainsAnyExcept(Allowed);
}
