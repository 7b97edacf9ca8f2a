using System.Globalization;

namespace Coffer.Api.TreasureData.Wire;

/// <summary><c>2020-12-31T11:22:33Z</c>: account times, <c>counter_updated_at</c>, <c>last_log_timestamp</c>.</summary>
static class TdIsoTimestamp
{
    static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time) => time is { } known ? Text(known) : null;

    /// <summary>A <c>time</c> column may hold any 64-bit number; what is no date is shown as the nearest one.</summary>
    public static string FromUnixSeconds(long seconds) => Text(DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, Earliest, Latest)));
}
