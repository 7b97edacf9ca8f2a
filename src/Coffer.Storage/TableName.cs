using System.Diagnostics.CodeAnalysis;

namespace Coffer.Storage;

/// <summary>A table's name: 3 to 256 of <c>a-z</c>, <c>0-9</c> and <c>_</c>.</summary>
public readonly record struct TableName
{
    readonly string? _value;

    TableName(string value) => _value = value;

    public string Value => _value ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out TableName name)
    {
        var valid = NameRules.IsValid(text);
        name = valid ? new TableName(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a valid name.</exception>
    public static TableName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a table name: {NameRules.Description}");

    public override string ToString() => Value;
}
