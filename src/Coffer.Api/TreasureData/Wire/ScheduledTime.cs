using System.Globalization;

namespace Coffer.Api.TreasureData.Wire;

/// <summary><c>scheduled_time</c> of a job: unix seconds (treasure-data/digdag TDJobOperator) or ISO 8601 (the published description).</summary>
static class ScheduledTime
{
    public static bool TryParse(string text, out long unixSeconds)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out unixSeconds))
        {
            return true;
        }

        var valid = DateTimeOffset.TryParse(
            text.Replace(" UTC", "Z", StringComparison.Ordinal),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        );
        unixSeconds = time.ToUnixTimeSeconds();
        return valid;
    }
}
