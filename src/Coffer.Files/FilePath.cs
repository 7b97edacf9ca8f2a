using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Coffer.Files;

/// <summary>
/// Where a file is in a store: segments joined by '/', each of letters, digits, '.', '-', '_' and not beginning with '.'.
/// No value can point outside the store ("..", absolute paths and hidden temporary names do not parse).
/// </summary>
public readonly record struct FilePath
{
    const int MaxLength = 1024;

    static readonly SearchValues<char> SegmentChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
    );

    readonly string? _value;

    FilePath(string value) => _value = value;

    /// <summary>The path as text; empty only for <c>default</c>, which no store accepts.</summary>
    public string Value => _value ?? "";

    /// <exception cref="ArgumentException">The text is not a path that a store accepts.</exception>
    public static FilePath Parse(string text) =>
        TryParse(text, out var path) ? path : throw new ArgumentException($"'{text}' is not a file path", nameof(text));

    public static bool TryParse([NotNullWhen(true)] string? text, out FilePath path)
    {
        path = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            return false;
        foreach (var range in text.AsSpan().Split('/'))
        {
            var segment = text.AsSpan(range);
            if (segment.IsEmpty || segment.Length > 255 || segment[0] == '.' || segment.ContainsAnyExcept(SegmentChars))
                return false;
        }
        path = new FilePath(text);
        return true;
    }

    /// <summary>A path below this one.</summary>
    public FilePath Append(string segments) => Parse($"{Value}/{segments}");

    public override string ToString() => Value;
}
