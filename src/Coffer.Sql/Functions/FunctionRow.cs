using System.Text.Json;

namespace Coffer.Sql.Functions;

/// <summary>
/// Reads one row: <c>{"signature":"lpad(varchar(x), bigint, varchar(y))","returns":"varchar","lower":"…"}</c>. Other keys, with defaults:
/// kind (scalar), variadic (false), minimum (number of arguments, one less when variadic), deterministic (true), nulls ("null": NULL in,
/// NULL out; "called": the function sees NULL), status (full), note, own (false: an aggregate of ours inside DuckDB), where (computed literals of the result type).
/// </summary>
static class FunctionRow
{
    public static SqlFunction Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        var signature = Text(row, "signature") ?? throw new FormatException($"A function row needs a signature: {line}");
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var close = Close(signature, open);
        var variables = Variables(signature[(close + 1)..]);
        var names = variables.Keys.ToHashSet(StringComparer.Ordinal);
        var arguments = Split(signature[(open + 1)..close]).Select(a => TypePattern.Parse(a, names)).ToList();
        var variadic = Flag(row, "variadic", false);
        return new SqlFunction
        {
            Name = signature[..open],
            Kind = Enum.Parse<FunctionKind>(Text(row, "kind") ?? "scalar", ignoreCase: true),
            Signature = signature,
            Variadic = variadic,
            MinimumArguments = row.TryGetProperty("minimum", out var minimum) ? minimum.GetInt32() : arguments.Count - (variadic ? 1 : 0),
            Deterministic = Flag(row, "deterministic", true),
            CalledOnNull = Text(row, "nulls") == "called",
            Lower = Text(row, "lower"),
            Own = Flag(row, "own", false),
            Status = Enum.Parse<FunctionStatus>(Text(row, "status") ?? "full", ignoreCase: true),
            Note = Text(row, "note"),
            Arguments = arguments,
            Returns = TypePattern.Parse(Text(row, "returns")!, names),
            Variables = variables,
            Computed = row.TryGetProperty("where", out var where)
                ? where.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal)
                : new Dictionary<string, string>(),
        };
    }

    // "K:comparable, V" → K: comparable, V: (none)
    static Dictionary<string, string> Variables(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Split(text))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            variables[(colon < 0 ? part : part[..colon]).ToUpperInvariant()] = colon < 0 ? "" : part[(colon + 1)..];
        }
        return variables;
    }

    static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                var part = text[start..i].Trim();
                if (part.Length > 0)
                {
                    yield return part;
                }
                start = i + 1;
            }
            else
            {
                depth += text[i] switch
                {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
            }
        }
    }

    static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }
        throw new FormatException($"Not a signature: {text}");
    }

    static string? Text(JsonElement row, string key) => row.TryGetProperty(key, out var value) ? value.GetString() : null;

    static bool Flag(JsonElement row, string key, bool otherwise) =>
        row.TryGetProperty(key, out var value) ? value.GetBoolean() : otherwise;
}
