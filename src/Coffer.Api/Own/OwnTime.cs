using System.Globalization;

namespace Coffer.Api.Own;

/// <summary>Times of the own API: ISO 8601, UTC, milliseconds.</summary>
static class OwnTime
{
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
