using System.Buffers;
using System.Text;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>
/// URL functions by the rules of java.net.URI: a text that is no URI gives NULL, a missing part the empty text. Rules: golden/trino scalar-url.
/// </summary>
static class UrlFunctions
{
    static readonly SearchValues<byte> Unreserved = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*-._"u8
    );
    static readonly SearchValues<byte> Forbidden = SearchValues.Create([
        .. Enumerable.Range(0, 33).Select(i => (byte)i),
        .. "\"<>\\^`{|}"u8,
        0x7F,
    ]);

    [ThreadStatic]
    static Utf8Text? _scratch;

    public static void Register(FunctionRegistry f)
    {
        f.Text(
            "trino_url_extract_protocol",
            [Varchar],
            (a, r, to) => Part(a[0].Utf8(r), to, static (in Uri u, ReadOnlySpan<byte> s) => s[..u.Scheme], false)
        );
        f.Text(
            "trino_url_extract_host",
            [Varchar],
            (a, r, to) => Part(a[0].Utf8(r), to, static (in Uri u, ReadOnlySpan<byte> s) => s[u.Host], false)
        );
        f.Text(
            "trino_url_extract_path",
            [Varchar],
            (a, r, to) => Part(a[0].Utf8(r), to, static (in Uri u, ReadOnlySpan<byte> s) => s[u.Path], true)
        );
        f.Text(
            "trino_url_extract_query",
            [Varchar],
            (a, r, to) => Part(a[0].Utf8(r), to, static (in Uri u, ReadOnlySpan<byte> s) => s[u.Query], true)
        );
        f.Text(
            "trino_url_extract_fragment",
            [Varchar],
            (a, r, to) => Part(a[0].Utf8(r), to, static (in Uri u, ReadOnlySpan<byte> s) => s[u.Fragment], true)
        );
        f.TryValue(
            "trino_url_extract_port",
            [Varchar],
            BigInt,
            (Vector[] a, int r, out long port) =>
            {
                port = 0;
                return Uri.TryParse(a[0].Utf8(r), out var uri) && (port = uri.Port) >= 0;
            }
        );
        f.Text("trino_url_extract_parameter", [Varchar, Varchar], Parameter);
        f.Text("trino_url_encode", [Varchar], (a, r, to) => Encode(a[0].Utf8(r), to));
        f.Text("trino_url_decode", [Varchar], (a, r, to) => FormDecode(a[0].Utf8(r), to));
    }

    delegate ReadOnlySpan<byte> Select(in Uri uri, ReadOnlySpan<byte> text);

    static bool Part(ReadOnlySpan<byte> text, Utf8Text to, Select select, bool decode)
    {
        if (!Uri.TryParse(text, out var uri))
        {
            return false;
        }
        var part = select(uri, text);
        if (decode)
        {
            PercentDecode(part, to);
        }
        else
        {
            to.Append(part);
        }
        return true;
    }

    static bool Parameter(Vector[] a, int row, Utf8Text to)
    {
        var text = a[0].Utf8(row);
        if (!Uri.TryParse(text, out var uri) || !uri.HasQuery)
        {
            return false;
        }
        var query = text[uri.Query];
        var name = a[1].Utf8(row);
        while (true)
        {
            var end = query.IndexOf((byte)'&');
            var pair = end < 0 ? query : query[..end];
            var equals = pair.IndexOf((byte)'=');
            if ((equals < 0 ? pair : pair[..equals]).SequenceEqual(name))
            {
                return equals < 0 || FormDecode(pair[(equals + 1)..], to);
            }
            if (end < 0)
            {
                return false;
            }
            query = query[(end + 1)..];
        }
    }

    static bool Encode(ReadOnlySpan<byte> text, Utf8Text to)
    {
        foreach (var b in text)
        {
            if (Unreserved.Contains(b))
            {
                to.Append(b);
            }
            else if (b == ' ')
            {
                to.Append((byte)'+');
            }
            else
            {
                to.Append((byte)'%').Append("0123456789ABCDEF"u8[b >> 4]).Append("0123456789ABCDEF"u8[b & 15]);
            }
        }
        return true;
    }

    // Form data: + is a blank; a malformed escape raises as java.net.URLDecoder does.
    static bool FormDecode(ReadOnlySpan<byte> text, Utf8Text to)
    {
        if (text.IndexOfAny((byte)'%', (byte)'+') < 0)
        {
            to.Append(text);
            return true;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '+')
            {
                to.Append((byte)' ');
            }
            else if (b == '%')
            {
                i = Escapes(text, i, to);
            }
            else
            {
                to.Append(b);
            }
        }
        return true;
    }

    static int Escapes(ReadOnlySpan<byte> text, int at, Utf8Text to)
    {
        var bytes = _scratch ??= new Utf8Text();
        bytes.Clear();
        var i = at;
        while (i < text.Length && text[i] == '%')
        {
            if (i + 2 >= text.Length)
            {
                throw TrinoException.InvalidArgument("URLDecoder: Incomplete trailing escape (%) pattern");
            }
            var high = Hex(text[i + 1]);
            var low = Hex(text[i + 2]);
            if (high < 0 || low < 0)
            {
                throw TrinoException.InvalidArgument(
                    $"URLDecoder: Illegal hex characters in escape (%) pattern - Error at index {(high < 0 ? 0 : 1)} in: \"{Encoding.UTF8.GetString(text.Slice(i + 1, 2))}\""
                );
            }
            bytes.Append((byte)((high << 4) | low));
            i += 3;
        }
        Repaired(bytes.Span, to);
        return i - 1;
    }

    static void PercentDecode(ReadOnlySpan<byte> text, Utf8Text to)
    {
        if (text.IndexOf((byte)'%') < 0)
        {
            to.Append(text);
            return;
        }
        var bytes = _scratch ??= new Utf8Text();
        bytes.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                bytes.Append((byte)((Hex(text[i + 1]) << 4) | Hex(text[i + 2])));
                i += 2;
            }
            else
            {
                bytes.Append(text[i]);
            }
        }
        Repaired(bytes.Span, to);
    }

    // Broken UTF-8 turns into replacement characters.
    static void Repaired(ReadOnlySpan<byte> bytes, Utf8Text to)
    {
        while (!bytes.IsEmpty)
        {
            Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            to.Append(rune);
            bytes = bytes[Math.Max(used, 1)..];
        }
    }

    static int Hex(byte c) =>
        c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            _ => -1,
        };

    /// <summary>The parts of a URI as ranges of its text.</summary>
    readonly record struct Uri
    {
        public int Scheme { get; init; }

        public Range Host { get; init; }

        public Range Path { get; init; }

        public Range Query { get; init; }

        public Range Fragment { get; init; }

        public bool HasQuery { get; init; }

        public int Port { get; init; }

        public static bool TryParse(ReadOnlySpan<byte> s, out Uri uri)
        {
            uri = default;
            if (s.IndexOfAny(Forbidden) >= 0 || !Escaped(s) || HasOtherBlank(s))
            {
                return false;
            }
            var end = s.Length;
            var fragment = s.IndexOf((byte)'#');
            var fragmentRange = end..end;
            if (fragment >= 0)
            {
                if (s[(fragment + 1)..].IndexOfAny((byte)'#', (byte)'[', (byte)']') >= 0)
                {
                    return false;
                }
                fragmentRange = (fragment + 1)..end;
                end = fragment;
            }
            var scheme = SchemeLength(s[..end]);
            if (
                scheme == 0
                && s[..end].IndexOfAny((byte)':', (byte)'/') is var colon and >= 0
                && s[colon] == ':'
                && s[..colon].IndexOf((byte)'?') < 0
            )
            {
                return false;
            }
            var at = scheme > 0 ? scheme + 1 : 0;
            if (scheme > 0 && at == end)
            {
                return false;
            }
            if (scheme > 0 && s[at] != '/')
            {
                // An opaque URI such as mailto:a@b has neither host nor path nor query.
                uri = new Uri
                {
                    Scheme = scheme,
                    Host = 0..0,
                    Path = 0..0,
                    Query = 0..0,
                    Fragment = fragmentRange,
                    Port = -1,
                };
                return true;
            }
            var question = s[at..end].IndexOf((byte)'?');
            var queryRange = end..end;
            var pathEnd = end;
            if (question >= 0)
            {
                queryRange = (at + question + 1)..end;
                pathEnd = at + question;
            }
            var host = at..at;
            var port = -1;
            if (s[at..pathEnd].StartsWith("//"u8))
            {
                var authority = s[(at + 2)..pathEnd];
                var slash = authority.IndexOf((byte)'/');
                authority = slash < 0 ? authority : authority[..slash];
                if (authority.IsEmpty && slash < 0)
                {
                    return false;
                }
                if (!Authority(authority, at + 2, out host, out port))
                {
                    return false;
                }
                at += 2 + authority.Length;
            }
            if (s[at..pathEnd].IndexOfAny((byte)'[', (byte)']') >= 0)
            {
                return false;
            }
            uri = new Uri
            {
                Scheme = scheme,
                Host = host,
                Path = at..pathEnd,
                Query = queryRange,
                Fragment = fragmentRange,
                HasQuery = question >= 0,
                Port = port,
            };
            return true;
        }

        static bool Escaped(ReadOnlySpan<byte> s)
        {
            for (var i = s.IndexOf((byte)'%'); i >= 0 && i < s.Length; i++)
            {
                if (s[i] == '%' && (i + 2 >= s.Length || Hex(s[i + 1]) < 0 || Hex(s[i + 2]) < 0))
                {
                    return false;
                }
            }
            return true;
        }

        // Non-ASCII blanks and controls are not allowed, other characters are.
        static bool HasOtherBlank(ReadOnlySpan<byte> s)
        {
            if (Ascii.IsValid(s))
            {
                return false;
            }
            foreach (var rune in Encoding.UTF8.GetString(s).EnumerateRunes())
            {
                if (!rune.IsAscii && (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)))
                {
                    return true;
                }
            }
            return false;
        }

        static int SchemeLength(ReadOnlySpan<byte> s)
        {
            if (s.IsEmpty || !char.IsAsciiLetter((char)s[0]))
            {
                return 0;
            }
            var i = 1;
            while (i < s.Length && (char.IsAsciiLetterOrDigit((char)s[i]) || s[i] is (byte)'+' or (byte)'-' or (byte)'.'))
            {
                i++;
            }
            return i < s.Length && s[i] == ':' ? i : 0;
        }

        // A host that is no server name leaves host and port out, as for "a_b" or non-ASCII letters.
        static bool Authority(ReadOnlySpan<byte> authority, int offset, out Range host, out int port)
        {
            host = offset..offset;
            port = -1;
            var userEnd = authority.LastIndexOf((byte)'@');
            var start = userEnd + 1;
            var server = authority[start..];
            var hostEnd = server.Length;
            if (!server.IsEmpty && server[0] == '[')
            {
                var close = server.IndexOf((byte)']');
                if (close < 0)
                {
                    return false;
                }
                hostEnd = close + 1;
            }
            else if (server.IndexOfAny((byte)'[', (byte)']') >= 0)
            {
                return false;
            }
            else if (server.LastIndexOf((byte)':') is var colon and >= 0)
            {
                hostEnd = colon;
            }
            var portText = hostEnd < server.Length ? server[(hostEnd + 1)..] : default;
            var number = -1L;
            if (!portText.IsEmpty && !TrinoParse.TryInteger(portText, 0, int.MaxValue, out number))
            {
                return true;
            }
            if (!IsHostName(server[..hostEnd]))
            {
                return true;
            }
            host = (offset + start)..(offset + start + hostEnd);
            port = portText.IsEmpty ? -1 : (int)number;
            return true;
        }

        static bool IsHostName(ReadOnlySpan<byte> name)
        {
            if (name.IsEmpty)
            {
                return false;
            }
            if (name[0] == '[')
            {
                return System.Net.IPAddress.TryParse(Encoding.ASCII.GetString(name[1..^1]), out _);
            }
            var text = name[^1] == '.' ? name[..^1] : name;
            var lastLabel = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] != '.')
                {
                    if (!char.IsAsciiLetterOrDigit((char)text[i]) && text[i] != '-')
                    {
                        return false;
                    }
                    continue;
                }
                if (i == lastLabel || text[lastLabel] == '-' || text[i - 1] == '-')
                {
                    return false;
                }
                if (i < text.Length)
                {
                    lastLabel = i + 1;
                }
            }
            return char.IsAsciiLetter((char)text[lastLabel]) || IsIpV4(text);
        }

        static bool IsIpV4(ReadOnlySpan<byte> text)
        {
            var parts = 0;
            foreach (var range in text.Split((byte)'.'))
            {
                if (!TrinoParse.TryInteger(text[range], 0, 255, out _))
                {
                    return false;
                }
                parts++;
            }
            return parts == 4;
        }
    }
}
