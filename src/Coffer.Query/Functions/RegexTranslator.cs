using System.Globalization;
using System.Text;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>
/// Turns a regular expression of Trino (Joni with Java's syntax) into one of .NET. \w, \d and \s are ASCII there while \b is Unicode; groups are
/// numbered from left to right whether named or not; possessive quantifiers, class intersections, \Q…\E, POSIX and script classes do not exist
/// in .NET and are expressed by other means. Texts may hold characters outside the basic plane, which .NET sees as two units: with
/// <c>astral</c> on, every character class takes both. Facts and error texts: golden/trino scalar-regexp.
/// </summary>
sealed class RegexTranslator
{
    const string AnyPair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    readonly string _pattern;
    readonly bool _astral;
    readonly StringBuilder _to = new();
    readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    readonly Stack<int> _groupStarts = new();
    int _at;
    int _groups;

    RegexTranslator(string pattern, bool astral)
    {
        _pattern = pattern;
        _astral = astral;
    }

    /// <param name="Text">The .NET pattern.</param>
    /// <param name="Groups">Number of capturing groups; they are numbered in the .NET pattern too.</param>
    /// <param name="Names">Numbers of the named groups.</param>
    public readonly record struct Result(string Text, int Groups, IReadOnlyDictionary<string, int> Names);

    /// <exception cref="TrinoException">INVALID_FUNCTION_ARGUMENT: the pattern is wrong.</exception>
    public static Result Translate(string pattern, bool astral)
    {
        var translator = new RegexTranslator(pattern, astral);
        translator.Run();
        return new Result(translator._to.ToString(), translator._groups, translator._names);
    }

    static TrinoException Error(string message) => TrinoException.InvalidArgument(message);

    void Run()
    {
        var atom = -1;
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at];
            var start = _to.Length;
            switch (c)
            {
                case '(':
                    if (OpenGroup())
                    {
                        _groupStarts.Push(start);
                    }
                    atom = -1;
                    continue;
                case ')':
                    if (_groupStarts.Count == 0)
                    {
                        throw Error("unmatched close parenthesis");
                    }
                    _at++;
                    _to.Append(')');
                    atom = _groupStarts.Pop();
                    continue;
                case '|':
                    _at++;
                    _to.Append('|');
                    atom = -1;
                    continue;
                case '*' or '+' or '?':
                    if (atom < 0)
                    {
                        throw Error("target of repeat operator is not specified");
                    }
                    _at++;
                    Quantify(atom, c.ToString());
                    continue;
                case '{' when Interval(out var interval):
                    if (atom < 0)
                    {
                        throw Error("target of repeat operator is not specified");
                    }
                    Quantify(atom, interval);
                    continue;
                case '[':
                    _to.Append(CharacterClass());
                    break;
                case '.':
                    _at++;
                    _to.Append(_astral ? $"(?:{AnyPair}|.)" : ".");
                    break;
                case '^' or '$':
                    _at++;
                    _to.Append(c);
                    break;
                case '\\':
                    if (!Escape())
                    {
                        continue;
                    }
                    break;
                default:
                    Literal(NextRune());
                    break;
            }
            atom = start;
        }
        if (_groupStarts.Count > 0)
        {
            throw Error("end pattern with unmatched parenthesis");
        }
    }

    Rune NextRune()
    {
        Rune.DecodeFromUtf16(_pattern.AsSpan(_at), out var rune, out var used);
        _at += used;
        return rune;
    }

    void Literal(Rune rune) => _to.Append(LiteralText(rune));

    static string LiteralText(Rune rune)
    {
        if (!rune.IsBmp)
        {
            return $"(?:{rune})";
        }
        var c = (char)rune.Value;
        return "\\*+?|{}[]()^$.".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString();
    }

    // True when a group was opened, false for a flag switch such as (?i).
    bool OpenGroup()
    {
        _at++;
        if (_at >= _pattern.Length || _pattern[_at] != '?')
        {
            _to.Append(CultureInfo.InvariantCulture, $"(?<{++_groups}>");
            return true;
        }
        _at++;
        if (_at >= _pattern.Length)
        {
            throw Error("end pattern in group");
        }
        var c = _pattern[_at];
        if (c is ':' or '=' or '!' or '>')
        {
            _at++;
            _to.Append("(?").Append(c);
            return true;
        }
        if (c == '#')
        {
            var end = _pattern.IndexOf(')', _at);
            _at = end < 0 ? throw Error("end pattern in group") : end + 1;
            return false;
        }
        if (c == '<')
        {
            _at++;
            if (_at < _pattern.Length && _pattern[_at] is '=' or '!')
            {
                _to.Append("(?<").Append(_pattern[_at++]);
                return true;
            }
            var name = GroupName();
            _names[name] = ++_groups;
            _to.Append(CultureInfo.InvariantCulture, $"(?<{_groups}>");
            return true;
        }
        return Flags();
    }

    string GroupName()
    {
        var end = _pattern.IndexOf('>', _at);
        var name = end < 0 ? "" : _pattern[_at..end];
        if (name.Length == 0)
        {
            throw Error("group name is empty");
        }
        if (char.IsAsciiDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw Error($"invalid group name <{name}>");
        }
        _at = end + 1;
        return name;
    }

    bool Flags()
    {
        var start = _at;
        while (_at < _pattern.Length && _pattern[_at] is 'i' or 'm' or 's' or 'x' or '-')
        {
            _at++;
        }
        if (_at >= _pattern.Length || _pattern[_at] is not (':' or ')'))
        {
            throw Error("undefined group option");
        }
        _to.Append("(?").Append(_pattern.AsSpan(start, _at - start)).Append(_pattern[_at]);
        return _pattern[_at++] == ':';
    }

    // {n}, {n,} and {n,m}; anything else is literal text.
    bool Interval(out string interval)
    {
        interval = "";
        var i = _at + 1;
        if (!Digits(ref i, out var low))
        {
            return false;
        }
        long? high = low;
        if (i < _pattern.Length && _pattern[i] == ',')
        {
            i++;
            high = Digits(ref i, out var value) ? value : null;
        }
        if (i >= _pattern.Length || _pattern[i] != '}')
        {
            return false;
        }
        if (low > 100_000 || high > 100_000)
        {
            throw Error("too big number");
        }
        if (high < low)
        {
            throw Error("upper is smaller than lower in repeat range");
        }
        interval = high is null ? $"{{{low},}}" : $"{{{low},{high}}}";
        _at = i + 1;
        return true;
    }

    bool Digits(ref int i, out long value)
    {
        value = 0;
        var start = i;
        while (i < _pattern.Length && i - start < 9 && char.IsAsciiDigit(_pattern[i]))
        {
            value = (value * 10) + (_pattern[i++] - '0');
        }
        return i > start;
    }

    void Quantify(int atom, string quantifier)
    {
        var target = _to.ToString(atom, _to.Length - atom);
        if (NeedsGroup(target))
        {
            _to.Insert(atom, "(?:").Append(')');
        }
        _to.Append(quantifier);
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            _at++;
            _to.Append('?');
        }
        else if (_at < _pattern.Length && _pattern[_at] == '+')
        {
            _at++;
            _to.Insert(atom, "(?>").Append(')');
        }
    }

    // A quantifier on a quantifier is an error in .NET.
    static bool NeedsGroup(string target) => target.Length > 1 && target[^1] is '*' or '+' or '?' or '}' && target[^2] != '\\';

    // False when nothing to repeat was written (\Q\E).
    bool Escape()
    {
        _at++;
        if (_at >= _pattern.Length)
        {
            throw Error("end pattern at escape");
        }
        var c = _pattern[_at];
        switch (c)
        {
            case 'w' or 'd' or 's' or 'W' or 'D' or 'S':
                _at++;
                _to.Append(Whole(Shorthand(char.ToLowerInvariant(c)), char.IsAsciiLetterUpper(c)));
                return true;
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G':
                _at++;
                _to.Append('\\').Append(c);
                return true;
            case 'p' or 'P':
                _to.Append(Whole(Property(out var negated), negated));
                return true;
            case 'Q':
                _at++;
                var end = _pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
                var stop = end < 0 ? _pattern.Length : end;
                if (stop == _at)
                {
                    _at = Math.Min(_pattern.Length, stop + 2);
                    return false;
                }
                while (_at < stop)
                {
                    Literal(NextRune());
                }
                _at = end < 0 ? stop : stop + 2;
                return true;
            case 'E':
                _at++;
                return false;
            case 'k':
                Reference();
                return true;
            case >= '1' and <= '9':
                var i = _at;
                Digits(ref i, out var number);
                if (number <= _groups || number < 10)
                {
                    _at = i;
                    _to.Append(CultureInfo.InvariantCulture, $"\\k<{number}>");
                    if (number > CountGroups())
                    {
                        throw Error("invalid backref number/name");
                    }
                    return true;
                }
                Literal(EscapedRune());
                return true;
            default:
                Literal(EscapedRune());
                return true;
        }
    }

    int CountGroups()
    {
        var count = 0;
        for (var i = 0; i < _pattern.Length; i++)
        {
            if (_pattern[i] == '\\')
            {
                i++;
            }
            else if (
                _pattern[i] == '('
                && (
                    i + 1 >= _pattern.Length
                    || _pattern[i + 1] != '?'
                    || (i + 2 < _pattern.Length && _pattern[i + 2] == '<' && i + 3 < _pattern.Length && _pattern[i + 3] is not ('=' or '!'))
                )
            )
            {
                count++;
            }
        }
        return count;
    }

    void Reference()
    {
        _at++;
        if (_at >= _pattern.Length || _pattern[_at] != '<')
        {
            _to.Append('k');
            return;
        }
        _at++;
        var end = _pattern.IndexOf('>', _at);
        var name = end < 0 ? "" : _pattern[_at..end];
        if (!_names.TryGetValue(name, out var number))
        {
            throw Error($"undefined name <{name}> reference");
        }
        _at = end + 1;
        _to.Append(CultureInfo.InvariantCulture, $"\\k<{number}>");
    }

    // The character of an escape that stands for one: \n, \x41, \u3042, \x{1F600}, \0101, \cA, or the character itself.
    Rune EscapedRune()
    {
        var c = _pattern[_at];
        switch (c)
        {
            case 't':
                _at++;
                return new Rune('\t');
            case 'n':
                _at++;
                return new Rune('\n');
            case 'r':
                _at++;
                return new Rune('\r');
            case 'f':
                _at++;
                return new Rune('\f');
            case 'v':
                _at++;
                return new Rune('\v');
            case 'a':
                _at++;
                return new Rune('\a');
            case 'e':
                _at++;
                return new Rune('\u001b');
            case 'x':
                _at++;
                if (_at < _pattern.Length && _pattern[_at] == '{')
                {
                    var close = _pattern.IndexOf('}', _at);
                    var text = close < 0 ? "" : _pattern[(_at + 1)..close];
                    if (!int.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var point) || !Rune.IsValid(point))
                    {
                        throw Error("invalid code point value");
                    }
                    _at = close + 1;
                    return new Rune(point);
                }
                return new Rune(Hex(2, 0));
            case 'u':
                _at++;
                var unit = Hex(4, 4);
                if (char.IsHighSurrogate((char)unit) && _at + 5 < _pattern.Length && _pattern[_at] == '\\' && _pattern[_at + 1] == 'u')
                {
                    _at += 2;
                    var low = Hex(4, 4);
                    return char.IsLowSurrogate((char)low) ? new Rune((char)unit, (char)low) : throw Error("invalid Unicode escape");
                }
                return Rune.IsValid(unit) ? new Rune(unit) : throw Error("invalid Unicode escape");
            case '0':
                _at++;
                var octal = 0;
                for (var i = 0; i < 2 && _at < _pattern.Length && _pattern[_at] is >= '0' and <= '7'; i++)
                {
                    octal = (octal * 8) + (_pattern[_at++] - '0');
                }
                return new Rune(octal);
            case 'c' when _at + 1 < _pattern.Length:
                _at += 2;
                return new Rune(_pattern[_at - 1] & 0x1F);
            default:
                return NextRune();
        }
    }

    int Hex(int maximum, int minimum)
    {
        var value = 0;
        var count = 0;
        while (count < maximum && _at < _pattern.Length && char.IsAsciiHexDigit(_pattern[_at]))
        {
            value = (value * 16) + Convert.ToInt32(_pattern[_at++].ToString(), 16);
            count++;
        }
        return count >= minimum ? value : throw Error("too short escape sequence");
    }

    static string Shorthand(char letter) =>
        letter switch
        {
            'w' => "a-zA-Z0-9_",
            'd' => "0-9",
            _ => "\\t\\n\\v\\f\\r ",
        };

    // A class from the body of one: in astral texts a negated class takes both units of a pair.
    string Whole(string body, bool negated) =>
        body.Length == 0 ? (negated ? $"(?:{(_astral ? AnyPair + "|" : "")}[\\s\\S])" : "(?!)")
        : !negated ? $"[{body}]"
        : _astral ? $"(?:{AnyPair}|[^{body}\\uD800-\\uDFFF])"
        : $"[^{body}]";

    // \p{Name}, \P{Name}, \p{^Name}; answers the body of a class.
    string Property(out bool negated)
    {
        negated = _pattern[_at] == 'P';
        _at++;
        if (_at < _pattern.Length && char.IsAsciiLetter(_pattern[_at]) && RegexClasses.Property(_pattern[_at].ToString()) is { } single)
        {
            _at++;
            return single;
        }
        if (_at >= _pattern.Length || _pattern[_at] != '{')
        {
            throw Error("invalid character property name {" + (_at < _pattern.Length ? _pattern[_at..(_at + 1)] : "") + "}");
        }
        var end = _pattern.IndexOf('}', _at);
        var name = end < 0 ? _pattern[(_at + 1)..] : _pattern[(_at + 1)..end];
        _at = end < 0 ? _pattern.Length : end + 1;
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }
        return RegexClasses.Property(name) ?? throw Error($"invalid character property name <{name}>");
    }

    string CharacterClass()
    {
        _at++;
        var negated = _at < _pattern.Length && _pattern[_at] == '^';
        if (negated)
        {
            _at++;
        }
        var flat = new StringBuilder();
        var others = new List<string>();
        string? left = null;
        var first = true;
        while (true)
        {
            if (_at >= _pattern.Length)
            {
                throw Error("premature end of char-class");
            }
            var c = _pattern[_at];
            if (c == ']')
            {
                if (!first)
                {
                    break;
                }
                if (_pattern.IndexOf(']', _at + 1) < 0)
                {
                    throw Error("empty char-class");
                }
            }
            first = false;
            if (c == '[')
            {
                if (
                    _at + 1 < _pattern.Length
                    && _pattern[_at + 1] == ':'
                    && _pattern.IndexOf(":]", _at + 2, StringComparison.Ordinal) is var end and > 0
                )
                {
                    others.Add(Posix(_pattern[(_at + 2)..end]));
                    _at = end + 2;
                }
                else
                {
                    others.Add(CharacterClass());
                }
                continue;
            }
            if (c == '&' && _at + 1 < _pattern.Length && _pattern[_at + 1] == '&')
            {
                _at += 2;
                left = Intersect(left, Union(flat, others));
                flat.Clear();
                others.Clear();
                continue;
            }
            if (c == '\\' && ClassEscape(flat, others))
            {
                continue;
            }
            var low = c == '\\' ? EscapedRune() : NextRune();
            var high = low;
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] is not (']' or '['))
            {
                var mark = _at++;
                if (_pattern[_at] == '\\' && _at + 1 < _pattern.Length && "wdsWDSpP".Contains(_pattern[_at + 1], StringComparison.Ordinal))
                {
                    _at = mark;
                }
                else
                {
                    if (_pattern[_at] == '\\')
                    {
                        _at++;
                        high = EscapedRune();
                    }
                    else
                    {
                        high = NextRune();
                    }
                    if (high < low)
                    {
                        throw Error("empty range in char class");
                    }
                }
            }
            AddRange(flat, others, low.Value, high.Value);
        }
        _at++;
        var body = left is null ? null : Intersect(left, Union(flat, others));
        if (body is null && others.Count == 0)
        {
            return Whole(flat.ToString(), negated);
        }
        body ??= Union(flat, others);
        return negated ? $"(?:(?!{body})(?:{(_astral ? AnyPair + "|" : "")}[\\s\\S]))" : body;
    }

    static string Intersect(string? left, string right) => left is null ? right : $"(?:(?={left}){right})";

    static string Union(StringBuilder flat, List<string> others)
    {
        if (others.Count == 0)
        {
            return flat.Length == 0 ? "(?!)" : $"[{flat}]";
        }
        return flat.Length == 0 && others.Count == 1
            ? others[0]
            : $"(?:{(flat.Length == 0 ? "" : $"[{flat}]|")}{string.Join('|', others)})";
    }

    string Posix(string name)
    {
        var negated = name.StartsWith('^');
        return Whole(RegexClasses.Posix(negated ? name[1..] : name) ?? throw Error("invalid POSIX bracket type"), negated);
    }

    // A class inside a class; true when it was one, else the position is on the escaped character.
    bool ClassEscape(StringBuilder flat, List<string> others)
    {
        _at++;
        if (_at >= _pattern.Length)
        {
            throw Error("end pattern at escape");
        }
        var c = _pattern[_at];
        switch (c)
        {
            case 'w' or 'd' or 's':
                _at++;
                flat.Append(Shorthand(c));
                return true;
            case 'W' or 'D' or 'S':
                _at++;
                others.Add(Whole(Shorthand(char.ToLowerInvariant(c)), true));
                return true;
            case 'p' or 'P':
                var body = Property(out var negated);
                if (negated)
                {
                    others.Add(Whole(body, true));
                }
                else
                {
                    flat.Append(body);
                }
                return true;
            case 'b':
                _at++;
                flat.Append("\\b");
                return true;
            case 'Q':
                _at++;
                var end = _pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
                var stop = end < 0 ? _pattern.Length : end;
                while (_at < stop)
                {
                    var rune = NextRune();
                    AddRange(flat, others, rune.Value, rune.Value);
                }
                _at = end < 0 ? stop : stop + 2;
                return true;
            default:
                return false;
        }
    }

    void AddRange(StringBuilder flat, List<string> others, int low, int high)
    {
        if (low <= 0xFFFF)
        {
            flat.Append(Unit(low));
            if (high > low)
            {
                flat.Append('-').Append(Unit(Math.Min(high, 0xFFFF)));
            }
        }
        if (high > 0xFFFF && _astral)
        {
            AstralRange(others, Math.Max(low, 0x10000) - 0x10000, high - 0x10000);
        }
    }

    static void AstralRange(List<string> others, int low, int high)
    {
        for (var lead = low >> 10; lead <= high >> 10; lead++)
        {
            var from = lead == low >> 10 ? low & 0x3FF : 0;
            var to = lead == high >> 10 ? high & 0x3FF : 0x3FF;
            others.Add($"{Unit(0xD800 + lead)}[{Unit(0xDC00 + from)}-{Unit(0xDC00 + to)}]");
        }
    }

    static string Unit(int value) => string.Create(CultureInfo.InvariantCulture, $"\\u{value:X4}");
}
