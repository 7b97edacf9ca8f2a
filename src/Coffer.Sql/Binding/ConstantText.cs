using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Coffer.Sql.Binding;

/// <summary>Whether the text of a typed literal is a value of its type; the engine makes the value itself.</summary>
static class ConstantText
{
    const int UuidLength = 36;

    public static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static bool IsUuid(string text) => text.Length == UuidLength && Guid.TryParseExact(text, "D", out _);

    public static bool IsIpAddress(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? !text.Contains('%', StringComparison.Ordinal)
                && !text.Contains('[', StringComparison.Ordinal)
                && IPAddress.TryParse(text, out _)
            : text.Split('.') is { Length: 4 } parts && parts.All(IsOctet);

    static bool IsOctet(string part) =>
        byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) && (part.Length == 1 || part[0] != '0');
}
