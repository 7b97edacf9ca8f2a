using System.Diagnostics.CodeAnalysis;

namespace Coffer.Storage;

/// <summary>A database's name: 3 to 256 of <c>a-z</c>, <c>0-9</c> and <c>_</c>.</summary>
public readonly record struct DatabaseName
{
    readonly string? _value;

    DatabaseName(string value) => _value = value;

    public string Value => _value ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out DatabaseName name)
    {
        var valid = NameRules.IsValid(text);
        name = valid ? new DatabaseName(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a valid name.</exception>
    public static DatabaseName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a database name: {NameRules.Description}");

    public override string ToString() => Value;
}
