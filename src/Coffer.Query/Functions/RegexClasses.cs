namespace Coffer.Query.Functions;

/// <summary>Bodies of .NET character classes for the property and bracket names of Trino's patterns.</summary>
static class RegexClasses
{
    const string Letters = "\\p{L}\\p{M}\\p{Nl}";

    static readonly HashSet<string> Categories =
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "C",
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    ];

    static readonly Dictionary<string, string> LongCategories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
        ["Other"] = "C",
    };

    static readonly Dictionary<string, string> Scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Han"] =
            "\\u2E80-\\u2E99\\u2E9B-\\u2EF3\\u2F00-\\u2FD5\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303B\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFA6D\\uFA70-\\uFAD9",
        ["Hiragana"] = "\\u3041-\\u3096\\u309D-\\u309F",
        ["Katakana"] = "\\u30A1-\\u30FA\\u30FD-\\u30FF\\u31F0-\\u31FF\\u32D0-\\u32FE\\u3300-\\u3357\\uFF66-\\uFF6F\\uFF71-\\uFF9D",
        ["Hangul"] =
            "\\u1100-\\u11FF\\u302E-\\u302F\\u3131-\\u318E\\u3200-\\u321E\\u3260-\\u327E\\uA960-\\uA97C\\uAC00-\\uD7A3\\uD7B0-\\uD7C6\\uD7CB-\\uD7FB\\uFFA0-\\uFFBE\\uFFC2-\\uFFC7\\uFFCA-\\uFFCF\\uFFD2-\\uFFD7\\uFFDA-\\uFFDC",
        ["Latin"] =
            "A-Za-z\\u00AA\\u00BA\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02B8\\u02E0-\\u02E4\\u1D00-\\u1D25\\u1D2C-\\u1D5C\\u1D62-\\u1D65\\u1D6B-\\u1D77\\u1D79-\\u1DBE\\u1E00-\\u1EFF\\u2071\\u207F\\u2090-\\u209C\\u212A-\\u212B\\u2132\\u214E\\u2160-\\u2188\\u2C60-\\u2C7F\\uA722-\\uA787\\uA78B-\\uA7CA\\uA7F2-\\uA7FF\\uAB30-\\uAB5A\\uAB5C-\\uAB64\\uFB00-\\uFB06\\uFF21-\\uFF3A\\uFF41-\\uFF5A",
        ["Greek"] =
            "\\u0370-\\u0373\\u0375-\\u0377\\u037A-\\u037D\\u037F\\u0384\\u0386\\u0388-\\u03E1\\u03F0-\\u03FF\\u1F00-\\u1FFE\\u2126",
        ["Cyrillic"] = "\\u0400-\\u0484\\u0487-\\u052F\\u1C80-\\u1C88\\u1D2B\\u1D78\\u2DE0-\\u2DFF\\uA640-\\uA69F\\uFE2E-\\uFE2F",
        ["Arabic"] =
            "\\u0600-\\u0604\\u0606-\\u060B\\u060D-\\u061A\\u061C-\\u061E\\u0620-\\u063F\\u0641-\\u064A\\u0656-\\u066F\\u0671-\\u06DC\\u06DE-\\u06FF\\u0750-\\u077F\\u08A0-\\u08FF\\uFB50-\\uFDFF\\uFE70-\\uFEFC",
        ["Hebrew"] = "\\u0591-\\u05C7\\u05D0-\\u05EA\\u05EF-\\u05F4\\uFB1D-\\uFB4F",
        ["Thai"] = "\\u0E01-\\u0E3A\\u0E40-\\u0E5B",
        ["Devanagari"] = "\\u0900-\\u0950\\u0955-\\u0963\\u0966-\\u097F\\uA8E0-\\uA8FF",
    };

    /// <summary>Body for <c>\p{name}</c>, or null.</summary>
    public static string? Property(string name)
    {
        if (Categories.Contains(name))
        {
            return $"\\p{{{name}}}";
        }
        if (LongCategories.TryGetValue(name, out var category))
        {
            return $"\\p{{{category}}}";
        }
        return Scripts.TryGetValue(name, out var script) ? script : Posix(name);
    }

    /// <summary>Body for <c>[:name:]</c>, or null.</summary>
    public static string? Posix(string name) =>
        name.ToLowerInvariant() switch
        {
            "alpha" or "alphabetic" => Letters,
            "alnum" => Letters + "\\p{Nd}",
            "digit" => "\\p{Nd}",
            "upper" or "uppercase" => "\\p{Lu}",
            "lower" or "lowercase" => "\\p{Ll}",
            "space" or "whitespace" or "white_space" => "\\s\\u0085",
            "blank" => "\\p{Zs}\\t",
            "cntrl" => "\\p{Cc}",
            "punct" => "\\p{P}$+<=>^`|~",
            "graph" => "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}",
            "print" => "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Zs}",
            "xdigit" => "0-9a-fA-F",
            "word" => Letters + "\\p{Nd}\\p{Pc}",
            "ascii" => "\\u0000-\\u007F",
            "any" => "\\u0000-\\uFFFF",
            _ => null,
        };
}
