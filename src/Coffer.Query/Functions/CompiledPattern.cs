using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Coffer.Sql.Values;

namespace Coffer.Query.Functions;

/// <summary>
/// A user's regular expression, translated once. Texts without characters beyond the basic plane use the plain form; the other form is made when
/// the first such text comes. A match that runs longer than the limit is an error, so that no pattern can hang the server.
/// </summary>
sealed class CompiledPattern
{
    static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(5);

    // After this many uses a pattern is worth compiling to code.
    const int CompileAfter = 256;
    const int MaxCached = 512;

    static readonly ConcurrentDictionary<string, CompiledPattern> Cache = new(StringComparer.Ordinal);

    [ThreadStatic]
    static (byte[] Text, CompiledPattern Pattern)? _last;

    readonly string _source;
    readonly RegexTranslator.Result _translated;
    Regex _plain;
    Regex? _astral;
    int _uses;

    CompiledPattern(string source)
    {
        _source = source;
        _translated = RegexTranslator.Translate(source, false);
        _plain = Build(_translated.Text, RegexOptions.None);
    }

    public int Groups => _translated.Groups;

    public IReadOnlyDictionary<string, int> Names => _translated.Names;

    /// <summary>The compiled form; the last pattern of this thread is at hand.</summary>
    public static CompiledPattern Get(ReadOnlySpan<byte> text)
    {
        if (_last is { } last && text.SequenceEqual(last.Text))
        {
            return last.Pattern;
        }
        var source = Encoding.UTF8.GetString(text);
        if (!Cache.TryGetValue(source, out var pattern))
        {
            pattern = new CompiledPattern(source);
            if (Cache.Count >= MaxCached)
            {
                Cache.Clear();
            }
            Cache[source] = pattern;
        }
        _last = (text.ToArray(), pattern);
        return pattern;
    }

    /// <summary>The form that fits a text.</summary>
    public Regex For(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyInRange('\ud800', '\udfff'))
        {
            return _astral ??= Build(RegexTranslator.Translate(_source, true).Text, RegexOptions.Compiled);
        }
        if (++_uses == CompileAfter)
        {
            _plain = Build(_translated.Text, RegexOptions.Compiled);
        }
        return _plain;
    }

    static Regex Build(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (ArgumentException e)
        {
            throw TrinoException.InvalidArgument($"invalid pattern: {e.Message}");
        }
    }
}
