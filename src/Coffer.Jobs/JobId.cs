using System.Globalization;

namespace Coffer.Jobs;

/// <summary>A job's number; clients see it as decimal text.</summary>
public readonly record struct JobId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out JobId id)
    {
        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = new JobId(value);
        return valid;
    }
}
