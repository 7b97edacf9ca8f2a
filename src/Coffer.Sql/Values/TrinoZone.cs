using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace Coffer.Sql.Values;

/// <summary>
/// A time zone as Trino knows it: a region name in exact case, or a fixed offset up to 14 hours. Names that mean UTC are all <c>UTC</c>,
/// offsets are printed <c>+09:00</c>. Short names such as JST and PST are refused (golden/trino scalar-misc, scalar-datetime-zones).
/// </summary>
public sealed class TrinoZone
{
    const long MicrosPerSecond = 1_000_000;

    static readonly ConcurrentDictionary<string, TrinoZone?> Known = new(StringComparer.Ordinal);
    static readonly ConcurrentDictionary<string, TrinoZone?>.AlternateLookup<ReadOnlySpan<char>> KnownBySpan = Known.GetAlternateLookup<
        ReadOnlySpan<char>
    >();
    static readonly HashSet<string> RefusedRegions = ["EST", "MST", "HST", "ROC"];
    static readonly HashSet<string> UtcNames = new(StringComparer.Ordinal)
    {
        "UTC",
        "UCT",
        "UT",
        "Z",
        "GMT",
        "GMT0",
        "Zulu",
        "Greenwich",
        "Universal",
        "Etc/UTC",
        "Etc/UCT",
        "Etc/GMT",
        "Etc/GMT0",
        "Etc/GMT+0",
        "Etc/GMT-0",
        "Etc/Zulu",
        "Etc/Greenwich",
        "Etc/Universal",
    };

    [ThreadStatic]
    static (byte[] Name, TrinoZone Zone)? _last;

    readonly DateTimeZone _zone;
    readonly int? _fixedSeconds;
    ZoneInterval? _interval;

    TrinoZone(string id, DateTimeZone zone)
    {
        Id = id;
        _zone = zone;
        IdUtf8 = Encoding.UTF8.GetBytes(id);
        if (zone.MinOffset == zone.MaxOffset)
        {
            _fixedSeconds = zone.MinOffset.Seconds;
        }
    }

    public static TrinoZone Utc { get; } = new("UTC", DateTimeZone.Utc);

    /// <summary>The name as Trino prints it.</summary>
    public string Id { get; }

    public byte[] IdUtf8 { get; }

    public DateTimeZone Rules => _zone;

    /// <summary>The zone of that name.</summary>
    /// <exception cref="TrinoException">NOT_SUPPORTED when there is none.</exception>
    public static TrinoZone Get(string name) =>
        TryGet(name, out var zone) ? zone
        : name.Length == 0 ? throw new TrinoException("GENERIC_INTERNAL_ERROR", "Zone id is an empty string")
        : throw new TrinoException("NOT_SUPPORTED", $"Time zone not supported: {name}");

    /// <summary>The zone of that name; the last one asked for on this thread is found without a look-up.</summary>
    public static TrinoZone Get(ReadOnlySpan<byte> name)
    {
        if (_last is { } last && name.SequenceEqual(last.Name))
        {
            return last.Zone;
        }
        var zone = Get(Encoding.UTF8.GetString(name));
        _last = (name.ToArray(), zone);
        return zone;
    }

    public static bool TryGet(string name, [NotNullWhen(true)] out TrinoZone? zone)
    {
        if (!Known.TryGetValue(name, out zone))
        {
            zone = Find(name);
            if (zone is not null)
            {
                Known.TryAdd(name, zone);
            }
        }
        return zone is not null;
    }

    public static TrinoZone OfOffset(int minutes)
    {
        if (minutes == 0)
        {
            return Utc;
        }
        Span<char> id = stackalloc char[6];
        id[0] = minutes < 0 ? '-' : '+';
        var magnitude = Math.Abs(minutes);
        id[1] = (char)('0' + (magnitude / 600));
        id[2] = (char)('0' + (magnitude / 60 % 10));
        id[3] = ':';
        id[4] = (char)('0' + (magnitude % 60 / 10));
        id[5] = (char)('0' + (magnitude % 10));
        if (KnownBySpan.TryGetValue(id, out var zone) && zone is not null)
        {
            return zone;
        }
        return Get(id.ToString());
    }

    /// <summary>Offset from UTC in seconds at an instant given in microseconds.</summary>
    public int OffsetSeconds(long instantMicros)
    {
        if (_fixedSeconds is { } seconds)
        {
            return seconds;
        }
        var instant = Instant.FromUnixTimeTicks(Clamp(instantMicros) * 10);
        var interval = Volatile.Read(ref _interval);
        if (interval is null || !interval.Contains(instant))
        {
            interval = _zone.GetZoneInterval(instant);
            Volatile.Write(ref _interval, interval);
        }
        return interval.WallOffset.Seconds;
    }

    /// <summary>Wall clock in microseconds.</summary>
    public long ToLocal(long instantMicros) => instantMicros + (OffsetSeconds(instantMicros) * MicrosPerSecond);

    /// <summary>Instant of a wall clock; a time in a gap moves forward by the gap, a repeated time is the earlier one.</summary>
    public long ToInstant(long localMicros)
    {
        if (_fixedSeconds is { } seconds)
        {
            return localMicros - (seconds * MicrosPerSecond);
        }
        var map = Map(localMicros);
        // In a gap the offset from before gives the instant that Java's ofLocal means.
        return localMicros - (map.EarlyInterval.WallOffset.Seconds * MicrosPerSecond);
    }

    /// <summary>Whether the wall clock skips this time.</summary>
    public bool IsGap(long localMicros) => _fixedSeconds is null && Map(localMicros).Count == 0;

    /// <summary>Short name of the zone at an instant, as Java prints <c>z</c>: UTC, JST, PST, PDT, or the offset.</summary>
    public string ShortName(long instantMicros) => _zone.GetZoneInterval(Instant.FromUnixTimeTicks(Clamp(instantMicros) * 10)).Name;

    ZoneLocalMapping Map(long localMicros)
    {
        var days = CivilDate.Floor(localMicros, 86_400 * MicrosPerSecond);
        days = Math.Clamp(days, -3_000_000, 2_900_000);
        var micros = localMicros - (CivilDate.Floor(localMicros, 86_400 * MicrosPerSecond) * 86_400 * MicrosPerSecond);
        var local = new LocalDate(1970, 1, 1).PlusDays((int)days).At(LocalTime.FromTicksSinceMidnight(micros * 10));
        return _zone.MapLocal(local);
    }

    // NodaTime knows the years -9998 to 9999; rules do not change outside.
    static long Clamp(long instantMicros) =>
        Math.Clamp(instantMicros, -377_000_000_000 * MicrosPerSecond, 253_402_300_799 * MicrosPerSecond);

    static TrinoZone? Find(string name)
    {
        if (UtcNames.Contains(name))
        {
            return Utc;
        }
        if (OffsetText(name) is { } minutes)
        {
            var id = string.Create(
                CultureInfo.InvariantCulture,
                $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}"
            );
            return minutes == 0 ? Utc : new TrinoZone(id, DateTimeZone.ForOffset(Offset.FromSeconds(minutes * 60)));
        }
        if (
            name.StartsWith("Etc/GMT", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(7), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var west)
            && Math.Abs(west) <= 14
        )
        {
            // POSIX counts these to the west; Trino keeps the offset only.
            return Find(string.Create(CultureInfo.InvariantCulture, $"{(west > 0 ? '-' : '+')}{Math.Abs(west):00}:00"));
        }
        if (RefusedRegions.Contains(name) || !DateTimeZoneProviders.Tzdb.Ids.Contains(name))
        {
            return null;
        }
        return new TrinoZone(name, DateTimeZoneProviders.Tzdb[name]);
    }

    /// <summary>Minutes of <c>+9</c>, <c>+09</c>, <c>+0900</c>, <c>+09:00</c>, <c>UTC+9</c>, <c>GMT+09:00</c>; null for anything else.</summary>
    static int? OffsetText(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("UTC") || text.StartsWith("GMT"))
        {
            text = text[3..];
        }
        else if (text.StartsWith("UT"))
        {
            text = text[2..];
        }
        if (text.Length < 2 || text[0] is not ('+' or '-'))
        {
            return null;
        }
        var negative = text[0] == '-';
        text = text[1..];
        int hours;
        var minutes = 0;
        if (text.EndsWith(":00") && text.Length == 8)
        {
            text = text[..5];
        }
        switch (text.Length)
        {
            case 1 when char.IsAsciiDigit(text[0]):
                hours = text[0] - '0';
                break;
            case 2 when Digits(text, out hours):
                break;
            case 4 when Digits(text[..2], out hours) && Digits(text[2..], out minutes):
                break;
            case 5 when text[2] == ':' && Digits(text[..2], out hours) && Digits(text[3..], out minutes):
                break;
            default:
                return null;
        }
        var total = (hours * 60) + minutes;
        return minutes > 59 || total > 14 * 60 ? null
            : negative ? -total
            : total;
    }

    static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (!char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return false;
        }
        value = ((text[0] - '0') * 10) + text[1] - '0';
        return true;
    }
}
