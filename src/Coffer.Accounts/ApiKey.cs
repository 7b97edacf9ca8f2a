using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Coffer.Accounts;

/// <summary>
/// A key in the clear: an account number, a slash and 40 lower-case hexadecimal digits; older keys have the digits alone. It prints masked; only
/// <see cref="Reveal"/> gives the text.
/// </summary>
public readonly partial record struct ApiKey
{
    const string Scheme = "TD1 ";

    readonly string _text;

    ApiKey(string text) => _text = text;

    /// <summary>SHA-256 of the text: what is stored. The key has 160 random bits, so a slow password hash would add nothing.</summary>
    internal byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(_text));

    /// <summary>
    /// Reads the value of an Authorization header, <c>TD1 KEY</c> or the bare key: td-client-java sends the scheme only before keys of the standard form
    /// (treasure-data/td-client-java src/main/java/com/treasuredata/client/TDHttpClient.java).
    /// </summary>
    public static bool TryParse(string? headerOrKey, out ApiKey key)
    {
        var text = headerOrKey?.Trim() ?? "";
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            text = text[Scheme.Length..].TrimStart();
        var valid = Form().IsMatch(text);
        key = valid ? new ApiKey(text) : default;
        return valid;
    }

    /// <summary>A new random key of the one account that a Coffer server has.</summary>
    public static ApiKey Create() => new("1/" + RandomNumberGenerator.GetHexString(40, lowercase: true));

    public string Reveal() => _text;

    public override string ToString() => "(api key)";

    [GeneratedRegex(@"\A(?:[1-9][0-9]{0,18}/)?[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
