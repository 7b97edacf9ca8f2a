using NodaTime;

namespace Coffer.Sql.Values;

/// <summary>
/// Time zone names of Treasure Data's own functions: any case, region names, offsets, Java's short names and the daylight names that the
/// documentation uses (JST, PST, PDT, EDT …).
/// </summary>
public static class TdZone
{
    static readonly Dictionary<string, string> ShortNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["JST"] = "Asia/Tokyo",
        ["PST"] = "America/Los_Angeles",
        ["PDT"] = "-07:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["CST"] = "America/Chicago",
        ["CDT"] = "-05:00",
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["HST"] = "-10:00",
        ["IST"] = "Asia/Kolkata",
        ["BST"] = "Asia/Dhaka",
        ["CEST"] = "+02:00",
        ["AST"] = "America/Anchorage",
        ["AET"] = "Australia/Sydney",
        ["CTT"] = "Asia/Shanghai",
        ["ECT"] = "Europe/Paris",
        ["NST"] = "Pacific/Auckland",
        ["VST"] = "Asia/Ho_Chi_Minh",
    };

    static readonly Lazy<Dictionary<string, string>> Regions = new(() =>
        DateTimeZoneProviders
            .Tzdb.Ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>The zone, or null when there is none of that name.</summary>
    public static TrinoZone? Find(string name)
    {
        name = name.Trim();
        if (ShortNames.TryGetValue(name, out var target))
        {
            return TrinoZone.Get(target);
        }
        if (TrinoZone.TryGet(name, out var zone) || TrinoZone.TryGet(name.ToUpperInvariant(), out zone))
        {
            return zone;
        }
        return Regions.Value.TryGetValue(name, out var region) && TrinoZone.TryGet(region, out zone) ? zone : null;
    }

    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT: no such zone.</exception>
    public static TrinoZone Get(string name) => Find(name) ?? throw TrinoException.InvalidArgument($"Unknown time zone: {name}");
}
