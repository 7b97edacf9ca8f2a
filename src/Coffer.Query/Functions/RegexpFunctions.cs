using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Coffer.DuckDb;
using Coffer.Sql.Values;
using static Coffer.DuckDb.LogicalType;

namespace Coffer.Query.Functions;

/// <summary>The regular expression functions. Rules: golden/trino scalar-regexp.</summary>
static class RegexpFunctions
{
    [ThreadStatic]
    static char[]? _chars;

    public static void Register(FunctionRegistry f)
    {
        f.Value(
            "trino_regexp_like",
            [Varchar, Varchar],
            LogicalType.Boolean,
            (a, r) =>
            {
                var pattern = CompiledPattern.Get(a[1].Utf8(r));
                var text = Decode(a[0].Utf8(r));
                return IsMatch(pattern.For(text), text);
            }
        );
        f.Value(
            "trino_regexp_count",
            [Varchar, Varchar],
            BigInt,
            (a, r) =>
            {
                var pattern = CompiledPattern.Get(a[1].Utf8(r));
                var text = a[0].String(r);
                return Guard(() => (long)pattern.For(text).Count(text));
            }
        );
        f.Text("trino_regexp_extract", [Varchar, Varchar], (a, r, to) => Extract(a, r, 0, to));
        f.Text("trino_regexp_extract", [Varchar, Varchar, BigInt], (a, r, to) => Extract(a, r, a[2].Int64(r), to));
        f.Write("trino_regexp_extract_all", [Varchar, Varchar], List(Varchar), (a, r, result) => ExtractAll(a, r, 0, result));
        f.Write(
            "trino_regexp_extract_all",
            [Varchar, Varchar, BigInt],
            List(Varchar),
            (a, r, result) => ExtractAll(a, r, a[2].Int64(r), result)
        );
        f.Value("trino_regexp_position", [Varchar, Varchar], LogicalType.Integer, (a, r) => Position(a, r, 1, 1));
        f.Value(
            "trino_regexp_position",
            [Varchar, Varchar, LogicalType.Integer],
            LogicalType.Integer,
            (a, r) => Position(a, r, a[2].Int32(r), 1)
        );
        f.Value(
            "trino_regexp_position",
            [Varchar, Varchar, LogicalType.Integer, LogicalType.Integer],
            LogicalType.Integer,
            (a, r) => Position(a, r, a[2].Int32(r), a[3].Int32(r))
        );
        f.Text("trino_regexp_replace", [Varchar, Varchar], (a, r, to) => Replace(a, r, "", to));
        f.Text("trino_regexp_replace", [Varchar, Varchar, Varchar], (a, r, to) => Replace(a, r, a[2].String(r), to));
        f.Write("trino_regexp_split", [Varchar, Varchar], List(Varchar), Split);
        f.Write(
            "trino_regexp_pieces",
            [Varchar, Varchar],
            List(Struct(new LogicalField("t", Varchar), new LogicalField("g", List(Varchar)))),
            Pieces
        );
    }

    static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8)
    {
        if (_chars is null || _chars.Length < utf8.Length)
        {
            _chars = new char[Math.Max(utf8.Length, 1024)];
        }
        return _chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars));
    }

    static T Guard<T>(Func<T> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new TrinoException("EXCEEDED_TIME_LIMIT", "A regular expression took too long");
        }
    }

    static bool IsMatch(Regex regex, ReadOnlySpan<char> text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new TrinoException("EXCEEDED_TIME_LIMIT", "A regular expression took too long");
        }
    }

    static int CheckGroup(CompiledPattern pattern, long group)
    {
        if (group < 0)
        {
            throw TrinoException.InvalidArgument("Group cannot be negative");
        }
        if (group > pattern.Groups)
        {
            throw TrinoException.InvalidArgument($"Pattern has {pattern.Groups} groups. Cannot access group {group}");
        }
        return (int)group;
    }

    // The regex numbers its groups itself; group 0 is the whole match.
    static Group GroupOf(Match match, int group) => group == 0 ? match : match.Groups[group.ToString(CultureInfo.InvariantCulture)];

    static bool Extract(Vector[] a, int row, long group, Utf8Text to)
    {
        var pattern = CompiledPattern.Get(a[1].Utf8(row));
        var index = CheckGroup(pattern, group);
        if (index == 0)
        {
            var text = Decode(a[0].Utf8(row));
            try
            {
                foreach (var match in pattern.For(text).EnumerateMatches(text))
                {
                    to.Append(text.Slice(match.Index, match.Length));
                    return true;
                }
                return false;
            }
            catch (RegexMatchTimeoutException)
            {
                throw new TrinoException("EXCEEDED_TIME_LIMIT", "A regular expression took too long");
            }
        }
        var input = a[0].String(row);
        var found = Guard(() => GroupOf(pattern.For(input).Match(input), index));
        if (!found.Success)
        {
            return false;
        }
        to.Append(found.ValueSpan);
        return true;
    }

    static void ExtractAll(Vector[] a, int row, long group, VectorWriter result)
    {
        var pattern = CompiledPattern.Get(a[1].Utf8(row));
        var index = CheckGroup(pattern, group);
        var text = a[0].String(row);
        var matches = Guard(() => pattern.For(text).Matches(text).ToArray());
        var start = result.AppendList(row, matches.Length);
        for (var i = 0; i < matches.Length; i++)
        {
            SetGroup(result.Elements, start + i, GroupOf(matches[i], index));
        }
    }

    static void SetGroup(VectorWriter to, int at, Group group)
    {
        if (group.Success)
        {
            to.SetString(at, group.ValueSpan);
        }
        else
        {
            to.SetNull(at);
        }
    }

    static int Position(Vector[] a, int row, int start, int occurrence)
    {
        if (start < 1)
        {
            throw TrinoException.InvalidArgument("start position cannot be smaller than 1");
        }
        if (occurrence < 1)
        {
            throw TrinoException.InvalidArgument("occurrence cannot be smaller than 1");
        }
        var pattern = CompiledPattern.Get(a[1].Utf8(row));
        var text = a[0].String(row);
        if (text.Length == 0)
        {
            return -1;
        }
        var from = 0;
        for (var i = 1; i < start; i++)
        {
            if (from >= text.Length)
            {
                return -1;
            }
            from += char.IsHighSurrogate(text[from]) && from + 1 < text.Length ? 2 : 1;
        }
        return Guard(() =>
        {
            for (var match = pattern.For(text).Match(text, from); match.Success; match = match.NextMatch())
            {
                if (--occurrence == 0)
                {
                    return CodePoints(text.AsSpan(0, match.Index)) + 1;
                }
            }
            return -1;
        });
    }

    static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }
        return count;
    }

    static bool Replace(Vector[] a, int row, string replacement, Utf8Text to)
    {
        var pattern = CompiledPattern.Get(a[1].Utf8(row));
        var text = a[0].String(row);
        var match = Guard(() => pattern.For(text).Match(text));
        var at = 0;
        while (match.Success)
        {
            to.Append(text.AsSpan(at, match.Index - at));
            Expand(replacement, pattern, match, to);
            at = match.Index + match.Length;
            var current = match;
            match = Guard(current.NextMatch);
        }
        to.Append(text.AsSpan(at));
        return true;
    }

    // $n takes as many digits as make a group that exists; ${name}; a backslash makes the next character plain.
    static void Expand(string replacement, CompiledPattern pattern, Match match, Utf8Text to)
    {
        var i = 0;
        while (i < replacement.Length)
        {
            var c = replacement[i];
            if (c == '\\')
            {
                i++;
                if (i == replacement.Length)
                {
                    throw TrinoException.InvalidArgument($"Illegal replacement sequence: {replacement}");
                }
                to.Append(replacement.AsSpan(i++, 1));
                continue;
            }
            if (c != '$')
            {
                var end = replacement.AsSpan(i).IndexOfAny('$', '\\');
                var plain = end < 0 ? replacement.AsSpan(i) : replacement.AsSpan(i, end);
                to.Append(plain);
                i += plain.Length;
                continue;
            }
            i++;
            if (i == replacement.Length)
            {
                throw TrinoException.InvalidArgument($"Illegal replacement sequence: {replacement}");
            }
            if (replacement[i] == '{')
            {
                var close = replacement.IndexOf('}', i);
                if (close < 0)
                {
                    throw TrinoException.InvalidArgument($"Illegal replacement sequence: {replacement}");
                }
                var name = replacement[(i + 1)..close];
                if (!pattern.Names.TryGetValue(name, out var named))
                {
                    throw TrinoException.InvalidArgument($"Illegal replacement sequence: unknown group {{ {name} }}");
                }
                to.Append(GroupOf(match, named).ValueSpan);
                i = close + 1;
                continue;
            }
            if (!char.IsAsciiDigit(replacement[i]))
            {
                throw TrinoException.InvalidArgument($"Illegal replacement sequence: {replacement}");
            }
            var number = replacement[i++] - '0';
            if (number > pattern.Groups)
            {
                throw TrinoException.InvalidArgument($"Illegal replacement sequence: unknown group {{ {number} }}");
            }
            while (i < replacement.Length && char.IsAsciiDigit(replacement[i]) && (number * 10) + (replacement[i] - '0') <= pattern.Groups)
            {
                number = (number * 10) + (replacement[i++] - '0');
            }
            to.Append(GroupOf(match, number).ValueSpan);
        }
    }

    static void Split(Vector[] a, int row, VectorWriter result)
    {
        var pattern = CompiledPattern.Get(a[1].Utf8(row));
        var text = a[0].String(row);
        var matches = Guard(() => pattern.For(text).Matches(text).ToArray());
        var start = result.AppendList(row, matches.Length + 1);
        var at = 0;
        for (var i = 0; i < matches.Length; i++)
        {
            result.Elements.SetString(start + i, text.AsSpan(at, matches[i].Index - at));
            at = matches[i].Index + matches[i].Length;
        }
        result.Elements.SetString(start + matches.Length, text.AsSpan(at));
    }

    // What a replacement by lambda needs: the text before every match with its groups, and the rest with NULL groups.
    static void Pieces(Vector[] a, int row, VectorWriter result)
    {
        var pattern = CompiledPattern.Get(a[1].Utf8(row));
        var text = a[0].String(row);
        var matches = Guard(() => pattern.For(text).Matches(text).ToArray());
        var start = result.AppendList(row, matches.Length + 1);
        var texts = result.Elements.Field(0);
        var groups = result.Elements.Field(1);
        var at = 0;
        for (var i = 0; i < matches.Length; i++)
        {
            texts.SetString(start + i, text.AsSpan(at, matches[i].Index - at));
            var inner = groups.AppendList(start + i, pattern.Groups);
            for (var group = 1; group <= pattern.Groups; group++)
            {
                SetGroup(groups.Elements, inner + group - 1, GroupOf(matches[i], group));
            }
            at = matches[i].Index + matches[i].Length;
        }
        texts.SetString(start + matches.Length, text.AsSpan(at));
        groups.SetNull(start + matches.Length);
    }
}
