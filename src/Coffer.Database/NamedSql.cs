using System.Reflection;

namespace Coffer.Database;

/// <summary>
/// The statements of one aggregate: <c>Store/Sqlite/NAME.sql</c> and <c>Store/Postgres/NAME.sql</c>, embedded in the owning project. Each statement
/// follows a line <c>-- name: JobInsert</c>; both files must define the same names.
/// </summary>
public sealed class NamedSql
{
    const string Marker = "-- name:";

    readonly Dictionary<string, SqlText> _texts;

    NamedSql(Dictionary<string, SqlText> texts) => _texts = texts;

    public IEnumerable<string> Names => _texts.Keys;

    public SqlText this[string name] =>
        _texts.TryGetValue(name, out var text) ? text : throw new InvalidOperationException($"No statement is named '{name}'.");

    /// <exception cref="InvalidOperationException">A file is missing, or the two files do not define the same names.</exception>
    public static NamedSql Load(Assembly assembly, string aggregate) =>
        Pair(aggregate, ReadResource(assembly, $"Store.Sqlite.{aggregate}.sql"), ReadResource(assembly, $"Store.Postgres.{aggregate}.sql"));

    internal static NamedSql Pair(string aggregate, string sqliteFile, string postgresFile)
    {
        var sqlite = Parse(aggregate, sqliteFile);
        var postgres = Parse(aggregate, postgresFile);
        var lonely = sqlite.Keys.Except(postgres.Keys).Concat(postgres.Keys.Except(sqlite.Keys)).Order().ToList();
        if (lonely.Count > 0)
            throw new InvalidOperationException($"{aggregate}.sql: defined for one database only: {string.Join(", ", lonely)}.");
        return new NamedSql(sqlite.ToDictionary(e => e.Key, e => new SqlText(e.Key, e.Value, postgres[e.Key])));
    }

    static Dictionary<string, string> Parse(string aggregate, string file)
    {
        var statements = new Dictionary<string, string>();
        // What stands before the first marker is the file's own comment.
        foreach (var section in file.Split(Marker).Skip(1))
        {
            var lineEnd = section.IndexOf('\n', StringComparison.Ordinal);
            var name = section[..lineEnd].Trim();
            var text = section[(lineEnd + 1)..].Trim().TrimEnd(';');
            if (name.Length == 0 || text.Length == 0)
                throw new InvalidOperationException($"{aggregate}.sql: a statement without a name or text near '{name}'.");
            if (!statements.TryAdd(name, text))
                throw new InvalidOperationException($"{aggregate}.sql: '{name}' is defined twice.");
        }
        return statements;
    }

    static string ReadResource(Assembly assembly, string suffix)
    {
        var name =
            assembly.GetManifestResourceNames().SingleOrDefault(n => n.EndsWith("." + suffix, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} embeds no {suffix}.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
