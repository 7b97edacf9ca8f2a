using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Types;
using Coffer.Sql.Values;

namespace Coffer.Sql.Binding;

/// <summary>Treasure Data's time functions over constants, so that windows made of them can prune files.</summary>
static class TdFolding
{
    /// <summary>The constant result, or null when the engine has to compute it.</summary>
    public static BoundLiteral? Fold(string name, SqlType type, IReadOnlyList<BoundExpression> arguments)
    {
        if (!name.StartsWith("td_", StringComparison.Ordinal) || arguments.Any(a => a is not BoundLiteral { Value: long or string }))
            return null;
        var values = arguments.Select(a => ((BoundLiteral)a).Value!).ToList();
        object? result = (name, values) switch
        {
            ("td_time_parse", [string text]) => Parse(text, TrinoZone.Utc),
            ("td_time_parse", [string text, string zone]) => Parse(text, TdZone.Get(zone)),
            ("td_time_add", [long unix, string duration, ..]) => TdTime.Add(unix, duration),
            ("td_time_add", [string text, string duration]) => Parse(text, TrinoZone.Utc) is { } unix ? TdTime.Add(unix, duration) : null,
            ("td_time_add", [string text, string duration, string zone]) => Parse(text, TdZone.Get(zone)) is { } unix
                ? TdTime.Add(unix, duration)
                : null,
            ("td_date_trunc", [string unit, long unix]) => TdTime.DateTrunc(unit, unix, TrinoZone.Utc),
            ("td_date_trunc", [string unit, long unix, string zone]) => TdTime.DateTrunc(unit, unix, TdZone.Get(zone)),
            ("td_time_format", [long unix, string pattern]) => TdTime.Format(unix, pattern, TrinoZone.Utc),
            ("td_time_format", [long unix, string pattern, string zone]) => TdTime.Format(unix, pattern, TdZone.Get(zone)),
            ("td_time_string", [long unix, string code]) => TdTime.String(unix, code, TrinoZone.Utc),
            ("td_time_string", [long unix, string code, string zone]) => TdTime.String(unix, code, TdZone.Get(zone)),
            _ => null,
        };
        return result is null ? null : new BoundLiteral(type, result);
    }

    static long? Parse(string text, TrinoZone zone) => TdTime.TryParse(text, zone, out var unix) ? unix : null;
}
