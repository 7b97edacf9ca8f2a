using System.Globalization;
using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>String functions by code points. Errors and edge cases: golden/trino scalar-string.</summary>
static class TextFunctions
{
    const long MaxLength = int.MaxValue;
    const int DotlessI = 0x131;

    public static void Register(FunctionRegistry f)
    {
        Cutting(f);
        Changing(f);
        Comparing(f);
        Splitting(f);
        f.Text("trino_format", [Varchar, Varchar, List(Varchar)], (a, r, to) => JavaFormat.Format(a, r, to), NullHandling.Propagate);
        f.Text("trino_format_number", [BigInt], (a, r, to) => FormatNumber(a[0].Int64(r), to));
        f.Text("trino_format_number", [LogicalType.Double], (a, r, to) => FormatNumber(Saturate(a[0].Double(r)), to));
    }

    static void Cutting(FunctionRegistry f)
    {
        f.Text("trino_substr", [Varchar, BigInt], (a, r, to) => Substr(a[0].Utf8(r), a[1].Int64(r), long.MaxValue, to));
        f.Text("trino_substr", [Varchar, BigInt, BigInt], (a, r, to) => Substr(a[0].Utf8(r), a[1].Int64(r), a[2].Int64(r), to));
        f.Blob("trino_substr", [LogicalType.Blob, BigInt], (a, r, to) => SubstrBytes(a[0].Utf8(r), a[1].Int64(r), long.MaxValue, to));
        f.Blob(
            "trino_substr",
            [LogicalType.Blob, BigInt, BigInt],
            (a, r, to) => SubstrBytes(a[0].Utf8(r), a[1].Int64(r), a[2].Int64(r), to)
        );
        foreach (var left in (ReadOnlySpan<bool>)[true, false])
        {
            f.Text(
                left ? "trino_lpad" : "trino_rpad",
                [Varchar, BigInt, Varchar],
                (a, r, to) => Pad(a[0].Utf8(r), a[1].Int64(r), a[2].Utf8(r), left, to)
            );
            f.Blob(
                left ? "trino_lpad" : "trino_rpad",
                [LogicalType.Blob, BigInt, LogicalType.Blob],
                (a, r, to) => PadBytes(a[0].Utf8(r), a[1].Int64(r), a[2].Utf8(r), left, to)
            );
        }
    }

    // 1-based; negative from the end; zero and everything outside give the empty text.
    static bool Substr(ReadOnlySpan<byte> text, long start, long length, Utf8Text to)
    {
        if (start == 0 || length <= 0)
        {
            return true;
        }
        if (start < 0)
        {
            start += Utf8CodePoints.Count(text) + 1;
            if (start < 1)
            {
                return true;
            }
        }
        var from = Utf8CodePoints.Offset(text, start - 1);
        if (from < 0)
        {
            return true;
        }
        text = text[from..];
        var end = length > text.Length ? -1 : Utf8CodePoints.Offset(text, length);
        to.Append(end < 0 ? text : text[..end]);
        return true;
    }

    static bool SubstrBytes(ReadOnlySpan<byte> bytes, long start, long length, Utf8Text to)
    {
        if (start < 0)
        {
            start += bytes.Length + 1;
        }
        if (start >= 1 && start <= bytes.Length && length > 0)
        {
            bytes = bytes[(int)(start - 1)..];
            to.Append(length < bytes.Length ? bytes[..(int)length] : bytes);
        }
        return true;
    }

    static bool Pad(ReadOnlySpan<byte> text, long size, ReadOnlySpan<byte> pad, bool left, Utf8Text to)
    {
        if (size is < 0 or > MaxLength)
        {
            throw TrinoException.InvalidArgument("Target length must be in the range [0..2147483647]");
        }
        if (pad.IsEmpty)
        {
            throw TrinoException.InvalidArgument("Padding string must not be empty");
        }
        var length = Utf8CodePoints.Count(text);
        if (length >= size)
        {
            to.Append(text[..Utf8CodePoints.Offset(text, size)]);
            return true;
        }
        if (!left)
        {
            to.Append(text);
        }
        var missing = size - length;
        var padLength = Utf8CodePoints.Count(pad);
        for (; missing >= padLength; missing -= padLength)
        {
            to.Append(pad);
        }
        to.Append(pad[..Utf8CodePoints.Offset(pad, missing)]);
        if (left)
        {
            to.Append(text);
        }
        return true;
    }

    static bool PadBytes(ReadOnlySpan<byte> bytes, long size, ReadOnlySpan<byte> pad, bool left, Utf8Text to)
    {
        if (size is < 0 or > MaxLength)
        {
            throw TrinoException.InvalidArgument("Target length must be in the range [0..2147483647]");
        }
        if (pad.IsEmpty)
        {
            throw TrinoException.InvalidArgument("Padding bytes must not be empty");
        }
        if (bytes.Length >= size)
        {
            to.Append(bytes[..(int)size]);
            return true;
        }
        if (!left)
        {
            to.Append(bytes);
        }
        for (var i = 0; i < size - bytes.Length; i++)
        {
            to.Append(pad[i % pad.Length]);
        }
        if (left)
        {
            to.Append(bytes);
        }
        return true;
    }

    static void Changing(FunctionRegistry f)
    {
        f.Text("trino_upper", [Varchar], (a, r, to) => Upper(a[0].Utf8(r), to));
        f.Text("trino_reverse", [Varchar], (a, r, to) => Reverse(a[0].Utf8(r), to));
        f.Blob(
            "trino_reverse",
            [LogicalType.Blob],
            (a, r, to) =>
            {
                var bytes = a[0].Utf8(r);
                for (var i = bytes.Length - 1; i >= 0; i--)
                {
                    to.Append(bytes[i]);
                }
                return true;
            }
        );
        f.Text("trino_replace", [Varchar, Varchar, Varchar], (a, r, to) => Replace(a[0].Utf8(r), a[1].Utf8(r), a[2].Utf8(r), to));
        f.Text("trino_translate", [Varchar, Varchar, Varchar], Translate);
        f.Text("trino_normalize", [Varchar, Varchar], Normalize);
        f.Value("trino_codepoint", [Varchar], LogicalType.Integer, (a, r) => Codepoint(a[0].Utf8(r)));
        f.Text(
            "trino_chr",
            [BigInt],
            (a, r, to) =>
            {
                var point = a[0].Int64(r);
                if (point is < 0 or > 0x10FFFF || !Rune.IsValid((int)point))
                {
                    throw TrinoException.InvalidArgument($"Not a valid Unicode code point: {point}");
                }
                to.Append(new Rune((int)point));
                return true;
            }
        );
        f.Text("trino_soundex", [Varchar], (a, r, to) => Soundex(a[0].String(r), to));
        f.Text("trino_from_utf8", [LogicalType.Blob, Varchar], (a, r, to) => FromUtf8(a[0].Utf8(r), Replacement(a[1].Utf8(r)), to));
        f.Text(
            "trino_from_utf8",
            [LogicalType.Blob, BigInt],
            (a, r, to) =>
            {
                var point = a[1].Int64(r);
                if (point is < 0 or > 0x10FFFF || !Rune.IsValid((int)point))
                {
                    throw TrinoException.InvalidArgument("Invalid replacement character");
                }
                Span<byte> bytes = stackalloc byte[4];
                return FromUtf8(a[0].Utf8(r), bytes[..new Rune((int)point).EncodeToUtf8(bytes)], to);
            }
        );
    }

    static bool Upper(ReadOnlySpan<byte> text, Utf8Text to)
    {
        while (!text.IsEmpty)
        {
            if (text[0] < 0x80)
            {
                to.Append(text[0] is >= (byte)'a' and <= (byte)'z' ? (byte)(text[0] - 32) : text[0]);
                text = text[1..];
                continue;
            }
            Rune.DecodeFromUtf8(text, out var rune, out var used);
            to.Append(rune.Value == DotlessI ? new Rune('I') : Rune.ToUpperInvariant(rune));
            text = text[used..];
        }
        return true;
    }

    static bool Reverse(ReadOnlySpan<byte> text, Utf8Text to)
    {
        for (var end = text.Length; end > 0; )
        {
            var start = end - 1;
            while (start > 0 && (text[start] & 0xC0) == 0x80)
            {
                start--;
            }
            to.Append(text[start..end]);
            end = start;
        }
        return true;
    }

    static bool Replace(ReadOnlySpan<byte> text, ReadOnlySpan<byte> search, ReadOnlySpan<byte> replacement, Utf8Text to)
    {
        if (search.IsEmpty)
        {
            to.Append(replacement);
            while (!text.IsEmpty)
            {
                var length = Math.Min(Utf8CodePoints.Length(text[0]), text.Length);
                to.Append(text[..length]).Append(replacement);
                text = text[length..];
            }
            return true;
        }
        for (var at = text.IndexOf(search); at >= 0; at = text.IndexOf(search))
        {
            to.Append(text[..at]).Append(replacement);
            text = text[(at + search.Length)..];
        }
        to.Append(text);
        return true;
    }

    static bool Translate(Vector[] a, int row, Utf8Text to)
    {
        var from = Utf8CodePoints.Decode(a[1].Utf8(row));
        var into = Utf8CodePoints.Decode(a[2].Utf8(row));
        foreach (var point in Utf8CodePoints.Decode(a[0].Utf8(row)))
        {
            var at = System.Array.IndexOf(from, point);
            if (at < 0)
            {
                to.Append(new Rune(point));
            }
            else if (at < into.Length)
            {
                to.Append(new Rune(into[at]));
            }
        }
        return true;
    }

    // The runtime has no normalisation tables: what needs them is refused rather than answered wrongly.
    static bool Normalize(Vector[] a, int row, Utf8Text to)
    {
        if (a[1].String(row).ToUpperInvariant() is not ("NFC" or "NFD" or "NFKC" or "NFKD"))
        {
            throw TrinoException.InvalidArgument("Normalization form must be one of [NFD, NFC, NFKD, NFKC]");
        }
        if (!Ascii.IsValid(a[0].Utf8(row)))
        {
            throw new TrinoException("NOT_SUPPORTED", $"normalize to {a[1].String(row)} is not supported for text beyond ASCII");
        }
        to.Append(a[0].Utf8(row));
        return true;
    }

    static int Codepoint(ReadOnlySpan<byte> text)
    {
        if (Utf8CodePoints.Count(text) != 1)
        {
            throw TrinoException.InvalidArgument("Input string must be a single character string");
        }
        Rune.DecodeFromUtf8(text, out var rune, out _);
        return rune.Value;
    }

    static bool Soundex(string text, Utf8Text to)
    {
        const string codes = "01230120022455012623010202";
        var letters = new List<char>();
        foreach (var c in text)
        {
            var upper = char.ToUpperInvariant(c);
            if (char.IsLetter(c))
            {
                if (upper is < 'A' or > 'Z')
                {
                    throw TrinoException.InvalidArgument($"The character is not mapped: {upper} (index={upper - 'A'})");
                }
                letters.Add(upper);
            }
        }
        if (letters.Count == 0)
        {
            return true;
        }
        Span<byte> result = [(byte)letters[0], (byte)'0', (byte)'0', (byte)'0'];
        var last = codes[letters[0] - 'A'];
        var count = 1;
        for (var i = 1; i < letters.Count && count < 4; i++)
        {
            if (letters[i] is 'H' or 'W')
            {
                continue;
            }
            var code = codes[letters[i] - 'A'];
            if (code != '0' && code != last)
            {
                result[count++] = (byte)code;
            }
            last = code;
        }
        to.Append(result);
        return true;
    }

    static ReadOnlySpan<byte> Replacement(ReadOnlySpan<byte> text) =>
        Utf8CodePoints.Count(text) <= 1
            ? text
            : throw TrinoException.InvalidArgument("Replacement character string must empty or a single character");

    static bool FromUtf8(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> replacement, Utf8Text to)
    {
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                to.Append(rune);
            }
            else
            {
                to.Append(replacement);
            }
            bytes = bytes[Math.Max(used, 1)..];
        }
        return true;
    }

    static void Comparing(FunctionRegistry f)
    {
        f.Value("trino_strpos", [Varchar, Varchar, BigInt], BigInt, (a, r) => Position(a[0].Utf8(r), a[1].Utf8(r), a[2].Int64(r)));
        f.Value("trino_levenshtein_distance", [Varchar, Varchar], BigInt, Levenshtein);
        f.Value(
            "trino_hamming_distance",
            [Varchar, Varchar],
            BigInt,
            (a, r) =>
            {
                var left = Utf8CodePoints.Decode(a[0].Utf8(r));
                var right = Utf8CodePoints.Decode(a[1].Utf8(r));
                if (left.Length != right.Length)
                {
                    throw TrinoException.InvalidArgument("The input strings to hamming_distance function must have the same length");
                }
                return left.Zip(right).LongCount(p => p.First != p.Second);
            }
        );
        f.Value("trino_luhn_check", [Varchar], LogicalType.Boolean, (a, r) => Luhn(a[0].Utf8(r)));
    }

    static long Position(ReadOnlySpan<byte> text, ReadOnlySpan<byte> search, long instance)
    {
        if (instance == 0)
        {
            throw TrinoException.InvalidArgument("'instance' must be a positive or negative number.");
        }
        if (search.IsEmpty)
        {
            return 1;
        }
        var at = -1;
        if (instance > 0)
        {
            for (var from = 0; instance > 0; instance--)
            {
                var next = text[from..].IndexOf(search);
                if (next < 0)
                {
                    return 0;
                }
                at = from + next;
                from = at + 1;
            }
        }
        else
        {
            for (var end = text.Length; instance < 0; instance++)
            {
                at = text[..end].LastIndexOf(search);
                if (at < 0)
                {
                    return 0;
                }
                end = Math.Max(0, at + search.Length - 1);
            }
        }
        return Utf8CodePoints.Count(text[..at]) + 1;
    }

    static long Levenshtein(Vector[] a, int row)
    {
        var left = Utf8CodePoints.Decode(a[0].Utf8(row));
        var right = Utf8CodePoints.Decode(a[1].Utf8(row));
        if ((long)left.Length * right.Length > 1_000_000)
        {
            throw TrinoException.InvalidArgument("The combined inputs for Levenshtein distance are too large");
        }
        var distances = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            distances[j] = j;
        }
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = distances[j];
                distances[j] = Math.Min(Math.Min(above, distances[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return distances[right.Length];
    }

    static bool Luhn(ReadOnlySpan<byte> text)
    {
        var sum = 0;
        var twice = false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var digit = text[i] - '0';
            if ((uint)digit > 9)
            {
                throw TrinoException.InvalidArgument("Input contains non-digit character");
            }
            digit = twice ? digit * 2 : digit;
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }
        return text.Length > 0 && sum % 10 == 0;
    }

    static void Splitting(FunctionRegistry f)
    {
        f.Text("trino_split_part", [Varchar, Varchar, BigInt], (a, r, to) => SplitPart(a[0].Utf8(r), a[1].Utf8(r), a[2].Int64(r), to));
        f.Write(
            "trino_split",
            [Varchar, Varchar],
            List(Varchar),
            (a, r, result) => Split(a[0].Utf8(r), a[1].Utf8(r), MaxLength, r, result)
        );
        f.Write(
            "trino_split",
            [Varchar, Varchar, BigInt],
            List(Varchar),
            (a, r, result) => Split(a[0].Utf8(r), a[1].Utf8(r), a[2].Int64(r), r, result)
        );
        f.Write("trino_split_to_map", [Varchar, Varchar, Varchar], Map(Varchar, Varchar), SplitToMap);
        f.Write("trino_split_to_multimap", [Varchar, Varchar, Varchar], Map(Varchar, List(Varchar)), SplitToMultimap);
    }

    // An empty delimiter splits into characters; a field beyond the last is NULL.
    static bool SplitPart(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter, long index, Utf8Text to)
    {
        if (index <= 0)
        {
            throw TrinoException.InvalidArgument("Index must be greater than zero");
        }
        if (text.IsEmpty && delimiter.IsEmpty)
        {
            return false;
        }
        if (delimiter.IsEmpty)
        {
            var start = Utf8CodePoints.Offset(text, index - 1);
            if (start < 0 || start >= text.Length)
            {
                return false;
            }
            to.Append(text.Slice(start, Math.Min(Utf8CodePoints.Length(text[start]), text.Length - start)));
            return true;
        }
        for (; index > 1; index--)
        {
            var skip = text.IndexOf(delimiter);
            if (skip < 0)
            {
                return false;
            }
            text = text[(skip + delimiter.Length)..];
        }
        var end = text.IndexOf(delimiter);
        to.Append(end < 0 ? text : text[..end]);
        return true;
    }

    static void Split(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter, long limit, int row, VectorWriter result)
    {
        if (limit <= 0)
        {
            throw TrinoException.InvalidArgument("Limit must be positive");
        }
        if (limit > MaxLength)
        {
            throw TrinoException.InvalidArgument("Limit is too large");
        }
        if (delimiter.IsEmpty)
        {
            throw TrinoException.InvalidArgument("The delimiter may not be the empty string");
        }
        var count = 1;
        var rest = text;
        for (var at = rest.IndexOf(delimiter); at >= 0 && count < limit; at = rest.IndexOf(delimiter))
        {
            count++;
            rest = rest[(at + delimiter.Length)..];
        }
        var start = result.AppendList(row, count);
        var elements = result.Elements;
        for (var i = 0; i < count - 1; i++)
        {
            var at = text.IndexOf(delimiter);
            elements.SetUtf8(start + i, text[..at]);
            text = text[(at + delimiter.Length)..];
        }
        elements.SetUtf8(start + count - 1, text);
    }

    static List<(string Key, string Value)> Entries(Vector[] a, int row)
    {
        var (text, entry, pair) = (a[0].String(row), a[1].String(row), a[2].String(row));
        if (entry.Length == 0)
        {
            throw TrinoException.InvalidArgument("entryDelimiter is empty");
        }
        if (pair.Length == 0)
        {
            throw TrinoException.InvalidArgument("keyValueDelimiter is empty");
        }
        if (entry == pair)
        {
            throw TrinoException.InvalidArgument("entryDelimiter and keyValueDelimiter must not be the same");
        }
        var entries = new List<(string, string)>();
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf(entry, at, StringComparison.Ordinal);
            var part = end < 0 ? text[at..] : text[at..end];
            at = end < 0 ? text.Length : end + entry.Length;
            var split = part.IndexOf(pair, StringComparison.Ordinal);
            if (split < 0 || part.IndexOf(pair, split + pair.Length, StringComparison.Ordinal) >= 0)
            {
                throw TrinoException.InvalidArgument($"Key-value delimiter must appear exactly once in each entry. Bad input: '{part}'");
            }
            entries.Add((part[..split], part[(split + pair.Length)..]));
        }
        return entries;
    }

    static void SplitToMap(Vector[] a, int row, VectorWriter result)
    {
        var entries = Entries(a, row);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, _) in entries)
        {
            if (!seen.Add(key))
            {
                throw TrinoException.InvalidArgument($"Duplicate keys ({key}) are not allowed");
            }
        }
        var start = result.AppendList(row, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            result.Elements.Field(0).SetString(start + i, entries[i].Key);
            result.Elements.Field(1).SetString(start + i, entries[i].Value);
        }
    }

    static void SplitToMultimap(Vector[] a, int row, VectorWriter result)
    {
        var groups = Entries(a, row).GroupBy(e => e.Key, StringComparer.Ordinal).ToList();
        var start = result.AppendList(row, groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            result.Elements.Field(0).SetString(start + i, groups[i].Key);
            var values = groups[i].Select(e => e.Value).ToList();
            var inner = result.Elements.Field(1).AppendList(start + i, values.Count);
            for (var j = 0; j < values.Count; j++)
            {
                result.Elements.Field(1).Elements.SetString(inner + j, values[j]);
            }
        }
    }

    static long Saturate(double value) =>
        double.IsNaN(value) ? 0
        : value >= long.MaxValue ? long.MaxValue
        : value <= long.MinValue ? long.MinValue
        : (long)value;

    // 1234567 → 1.23M: three significant digits, rounded half up; a negative number counts as less than ten when the digits are chosen.
    static bool FormatNumber(long value, Utf8Text to)
    {
        // A negative number counts as less than ten when the digits are chosen.
        var negative = value < 0;
        if (negative)
        {
            to.Append((byte)'-');
        }
        var magnitude = (double)Math.Min((ulong)Int128.Abs(value), long.MaxValue);
        if (magnitude < 1000)
        {
            to.Append((long)magnitude);
            return true;
        }
        var index = 0;
        var scaled = magnitude;
        while (scaled >= 1000 && index < 5)
        {
            scaled /= 1000;
            index++;
        }
        var digits =
            value < 0 || scaled < 10 ? 2
            : scaled < 100 ? 1
            : 0;
        var text = Math.Round((decimal)scaled, digits, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
        to.Append(text).Append(" KMBTQ"[index]);
        return true;
    }
}
