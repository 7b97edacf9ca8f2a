using System.Globalization;

namespace Coffer.Sql.Types;

/// <summary>Reads type texts as Trino prints them (catalogues, function rows, fixtures); the SQL grammar has its own parser.</summary>
sealed class SqlTypeReader(string text)
{
    int _at;

    public SqlType ReadAll()
    {
        var type = Read();
        SkipBlanks();
        return _at == text.Length ? type : throw Bad();
    }

    SqlType Read()
    {
        SkipBlanks();
        var word = Word().ToLowerInvariant();
        switch (word)
        {
            case "array":
                Expect('(');
                var element = Read();
                Expect(')');
                return SqlType.Array(element);
            case "map":
                Expect('(');
                var key = Read();
                Expect(',');
                var value = Read();
                Expect(')');
                return SqlType.Map(key, value);
            case "row":
                return ReadRow();
            case "interval":
                return Words("day to second") ? SqlType.IntervalDayToSecond
                    : Words("year to month") ? SqlType.IntervalYearToMonth
                    : throw Bad();
            case "double":
                Words("precision");
                return SqlType.Double;
        }
        var arguments = Arguments();
        if (word is "time" or "timestamp")
        {
            var precision = arguments.Count > 0 ? arguments[0] : SqlType.DefaultTimePrecision;
            var zoned = Words("with time zone");
            return word == "time"
                ? (zoned ? SqlType.TimeWithTimeZone(precision) : SqlType.Time(precision))
                : (zoned ? SqlType.TimestampWithTimeZone(precision) : SqlType.Timestamp(precision));
        }
        return SqlTypeNames.Resolve(word, arguments) ?? throw Bad();
    }

    SqlType ReadRow()
    {
        Expect('(');
        var fields = new List<SqlField>();
        do
        {
            SkipBlanks();
            var start = _at;
            string? name = _at < text.Length && text[_at] == '"' ? Quoted() : Word();
            SkipBlanks();
            if (_at < text.Length && text[_at] is not (',' or ')' or '(') && !StartsType(start))
            {
                fields.Add(new SqlField(name, Read()));
                continue;
            }
            _at = start;
            fields.Add(new SqlField(null, Read()));
        } while (Take(','));
        Expect(')');
        return SqlType.Row(fields);
    }

    // An unnamed field whose type has several words: "double precision", "interval day to second", "timestamp with time zone".
    bool StartsType(int start)
    {
        var rest = text.AsSpan(start);
        return rest.StartsWith("interval day to", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("interval year to", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("double precision", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("timestamp with time zone", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("time with time zone", StringComparison.OrdinalIgnoreCase);
    }

    List<int> Arguments()
    {
        var arguments = new List<int>();
        if (!Take('('))
            return arguments;
        do
        {
            SkipBlanks();
            arguments.Add(int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw Bad());
        } while (Take(','));
        Expect(')');
        return arguments;
    }

    string Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        return _at > start ? text[start.._at] : throw Bad();
    }

    string Quoted()
    {
        var end = _at + 1;
        while (end < text.Length && (text[end] != '"' || (end + 1 < text.Length && text[end + 1] == '"')))
            end += text[end] == '"' ? 2 : 1;
        if (end >= text.Length)
            throw Bad();
        var name = text[(_at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal);
        _at = end + 1;
        return name;
    }

    bool Words(string words)
    {
        SkipBlanks();
        if (!text.AsSpan(_at).StartsWith(words, StringComparison.OrdinalIgnoreCase))
            return false;
        _at += words.Length;
        return true;
    }

    bool Take(char c)
    {
        SkipBlanks();
        if (_at >= text.Length || text[_at] != c)
            return false;
        _at++;
        return true;
    }

    void Expect(char c)
    {
        if (!Take(c))
            throw Bad();
    }

    void SkipBlanks()
    {
        while (_at < text.Length && text[_at] == ' ')
            _at++;
    }

    FormatException Bad() => new($"Not a type: {text}");
}
