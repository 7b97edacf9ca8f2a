namespace Coffer.Configuration;

/// <summary>One option of the server: the same name on the command line, in <c>coffer.toml</c> and, in capitals, in the environment.</summary>
/// <param name="Key">Name with dashes; <c>--key</c> on the command line.</param>
/// <param name="Value">What the value looks like, for help texts.</param>
/// <param name="Description">One line.</param>
/// <param name="Default">Value when nothing sets it; null when that means "off".</param>
/// <param name="Secret">The value may carry a password: shown with it masked.</param>
/// <param name="RefusedBecause">The option is known but not served yet: setting it is an error with this reason.</param>
sealed record Setting(string Key, string Value, string Description, string? Default, bool Secret = false, string? RefusedBecause = null)
{
    public string Environment { get; } = "COFFER_" + Key.Replace('-', '_').ToUpperInvariant();
}
