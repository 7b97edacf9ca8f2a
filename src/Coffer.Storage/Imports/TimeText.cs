using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Coffer.Storage.Imports;

/// <summary>Times as people write them into files.</summary>
static class TimeText
{
    public static bool TryParse(ReadOnlySpan<byte> text, out long seconds)
    {
        if (Utf8Parser.TryParse(text, out seconds, out var used) && used == text.Length)
            return true;
        if (Utf8Parser.TryParse(text, out double fraction, out used) && used == text.Length && fraction is >= -1e18 and <= 1e18)
        {
            seconds = (long)Math.Floor(fraction);
            return true;
        }
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var parsed = DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, utc, out var time);
        seconds = parsed ? time.ToUnixTimeSeconds() : 0;
        return parsed;
    }
}
