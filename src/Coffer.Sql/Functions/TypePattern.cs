namespace Coffer.Sql.Functions;

/// <summary>A type in a signature: a type variable, or a type name whose arguments are patterns, numbers or literal variables.</summary>
sealed record TypePattern(string Name, IReadOnlyList<TypePattern> Arguments, bool IsVariable)
{
    /// <summary>Whether this is a number or a literal variable such as the x of varchar(x).</summary>
    public bool IsLiteral { get; init; }

    public bool HasVariables => IsVariable || Arguments.Any(a => a.HasVariables);

    public bool HasLiteralVariables => (IsLiteral && !char.IsAsciiDigit(Name[0])) || Arguments.Any(a => a.HasLiteralVariables);

    /// <summary>Reads a signature type; <paramref name="variables"/> are the names (upper case) that are type variables.</summary>
    public static TypePattern Parse(string text, IReadOnlySet<string> variables)
    {
        var at = 0;
        var pattern = Read(text, ref at, variables, literal: false);
        return at == text.Length ? pattern : throw new FormatException($"Not a signature type: {text}");
    }

    static TypePattern Read(string text, ref int at, IReadOnlySet<string> variables, bool literal)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        foreach (var words in (ReadOnlySpan<string>)["interval day to second", "interval year to month"])
        {
            if (string.CompareOrdinal(text, at, words, 0, words.Length) == 0)
            {
                at += words.Length;
                return new TypePattern(words, [], false);
            }
        }
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        var name = text[start..at];
        if (literal)
        {
            return new TypePattern(name, [], false) { IsLiteral = true };
        }
        if (variables.Contains(name.ToUpperInvariant()))
        {
            return new TypePattern(name.ToUpperInvariant(), [], true);
        }
        var arguments = new List<TypePattern>();
        if (at < text.Length && text[at] == '(')
        {
            var literals = name is "varchar" or "char" or "decimal" or "time" or "timestamp";
            do
            {
                at++;
                arguments.Add(Read(text, ref at, variables, literals));
            } while (at < text.Length && text[at] == ',');
            if (at >= text.Length || text[at] != ')')
            {
                throw new FormatException($"Not a signature type: {text}");
            }
            at++;
        }
        const string zoned = " with time zone";
        if (string.CompareOrdinal(text, at, zoned, 0, zoned.Length) == 0)
        {
            at += zoned.Length;
            name += zoned;
        }
        return new TypePattern(name, arguments, false);
    }
}
