using System.Collections.Frozen;

namespace Coffer.Sql.Functions;

/// <summary>Every function that the front end knows, read from the embedded rows <c>Functions/*.jsonl</c>.</summary>
public static class FunctionCatalog
{
    static readonly FrozenDictionary<string, SqlFunction[]> ByName = Load();

    /// <summary>All overloads, by name.</summary>
    public static IEnumerable<SqlFunction> All => ByName.Values.SelectMany(overloads => overloads);

    public static bool IsRegistered(string name) => ByName.ContainsKey(name);

    public static bool IsAggregate(string name) =>
        ByName.TryGetValue(name, out var overloads) && overloads[0].Kind == FunctionKind.Aggregate;

    public static bool IsWindow(string name) => ByName.TryGetValue(name, out var overloads) && overloads[0].Kind == FunctionKind.Window;

    /// <summary>Chooses the overload for a call by Trino's rules.</summary>
    public static FunctionResolution Resolve(string name, IReadOnlyList<FunctionArgument> arguments) =>
        ByName.TryGetValue(name, out var overloads)
            ? FunctionResolver.Resolve(overloads, arguments)
            : new FunctionResolution.Failed("FUNCTION_NOT_FOUND", $"Function '{name}' not registered");

    static FrozenDictionary<string, SqlFunction[]> Load()
    {
        var rows = new List<SqlFunction>();
        var assembly = typeof(FunctionCatalog).Assembly;
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith("Functions.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0)
                {
                    rows.Add(FunctionRow.Read(line));
                }
            }
        }
        return rows.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);
    }
}
