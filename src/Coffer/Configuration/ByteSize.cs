using System.Globalization;

namespace Coffer.Configuration;

/// <summary>Sizes as people write them: <c>512MB</c>, <c>4GB</c>, <c>1073741824</c>. Units are powers of 1024.</summary>
static class ByteSize
{
    static readonly (string Unit, long Factor)[] Units = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("TB", 1L << 40), ("B", 1)];

    public static bool TryParse(string text, out long bytes)
    {
        var number = text.Trim();
        var factor = 1L;
        foreach (var (unit, unitFactor) in Units)
        {
            if (number.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                (number, factor) = (number[..^unit.Length].TrimEnd(), unitFactor);
                break;
            }
        }

        bytes = 0;
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue / factor)
        {
            return false;
        }

        bytes = count * factor;
        return true;
    }

    /// <summary>As <c>1.4 GB</c>.</summary>
    public static string Text(double bytes) =>
        bytes switch
        {
            < 1 << 10 => $"{bytes:0} B",
            < 1 << 20 => $"{bytes / (1 << 10):0.0} KB",
            < 1 << 30 => $"{bytes / (1 << 20):0.0} MB",
            _ => $"{bytes / (1 << 30):0.0} GB",
        };
}
