using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>Treasure Data's own scalar functions; the maths is in <see cref="TdTime"/>.</summary>
static class TdFunctions
{
    [ThreadStatic]
    static (byte[] Name, TrinoZone Zone)? _lastZone;

    public static void Register(FunctionRegistry f)
    {
        f.Text(
            "trino_td_time_format",
            [BigInt, Varchar, Varchar],
            (a, r, to) =>
            {
                to.Append(TdTime.Format(a[0].Int64(r), a[1].String(r), Zone(a[2].Utf8(r))));
                return true;
            }
        );
        f.Text(
            "trino_td_time_string",
            [BigInt, Varchar, Varchar],
            (a, r, to) =>
            {
                to.Append(TdTime.String(a[0].Int64(r), a[1].String(r), Zone(a[2].Utf8(r))));
                return true;
            }
        );
        f.TryValue(
            "trino_td_time_parse",
            [Varchar, Varchar],
            BigInt,
            (Vector[] a, int r, out long unix) => TdTime.TryParse(a[0].String(r), Zone(a[1].Utf8(r)), out unix)
        );
        f.TryValue(
            "trino_td_time_add",
            [BigInt, Varchar, Varchar],
            BigInt,
            (Vector[] a, int r, out long unix) => Add(a[0].Int64(r), a[1].String(r), out unix)
        );
        f.TryValue(
            "trino_td_time_add_text",
            [Varchar, Varchar, Varchar],
            BigInt,
            (Vector[] a, int r, out long unix) =>
                TdTime.TryParse(a[0].String(r), Zone(a[2].Utf8(r)), out unix) && Add(unix, a[1].String(r), out unix)
        );
        f.Value(
            "trino_td_date_trunc",
            [Varchar, BigInt, Varchar],
            BigInt,
            (a, r) =>
                TdTime.DateTrunc(a[0].String(r), a[1].Int64(r), Zone(a[2].Utf8(r)))
                ?? throw TrinoException.InvalidArgument($"TD_DATE_TRUNC: unknown unit '{a[0].String(r)}'")
        );
        f.Text("trino_td_substring_inencoding", [Varchar, BigInt, Varchar], SubstringInEncoding);
    }

    static TrinoZone Zone(ReadOnlySpan<byte> name)
    {
        if (_lastZone is { } last && name.SequenceEqual(last.Name))
        {
            return last.Zone;
        }
        var zone = TdZone.Get(Encoding.UTF8.GetString(name));
        _lastZone = (name.ToArray(), zone);
        return zone;
    }

    static bool Add(long unix, string duration, out long sum)
    {
        var answer = TdTime.Add(unix, duration);
        sum = answer ?? 0;
        return answer is not null;
    }

    // The longest prefix whose encoding fits into a number of bytes.
    static bool SubstringInEncoding(Vector[] a, int row, Utf8Text to)
    {
        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(a[2].String(row));
        }
        catch (ArgumentException)
        {
            throw TrinoException.InvalidArgument($"Unknown character set: {a[2].String(row)}");
        }
        var left = a[1].Int64(row);
        foreach (var rune in a[0].String(row).EnumerateRunes())
        {
            left -= encoding.GetByteCount(rune.ToString());
            if (left < 0)
            {
                break;
            }
            to.Append(rune);
        }
        return true;
    }
}
