namespace Coffer.Configuration;

/// <summary>A connection text without its password.</summary>
static class MaskedUrl
{
    public static string Of(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
            var user = colon < 0 ? url.UserInfo : url.UserInfo[..colon] + ":***";
            var query = url.Query.Contains("password", StringComparison.OrdinalIgnoreCase) ? "?***" : url.Query;
            return $"{url.Scheme}://{(user.Length > 0 ? user + "@" : "")}{url.Authority.Split('@')[^1]}{url.AbsolutePath}{query}";
        }

        return string.Join(
            ';',
            text.Split(';')
                .Select(part => part.TrimStart().StartsWith("password", StringComparison.OrdinalIgnoreCase) ? "Password=***" : part)
        );
    }
}
