using System.Globalization;

namespace Coffer.Api.TreasureData.Wire;

/// <summary><c>2020-12-31 11:22:33 UTC</c>: databases, tables and jobs.</summary>
static class TdSpacedTimestamp
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time that has not come yet is the empty string, never null and never missing.</summary>
    public static string Text(DateTimeOffset? time) => time is { } known ? Text(known) : "";
}
