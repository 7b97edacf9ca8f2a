using System.Text;

namespace Coffer.Storage.Catalog;

/// <summary>
/// A list of columns that a table can have: no <c>time</c>, no <c>v</c>, every column with a valid SQL name of its own. Keys whose lower-cased
/// form is not a valid name have got an alias.
/// </summary>
public sealed class TableSchema
{
    /// <summary>Treasure Data's limit of columns per table.</summary>
    public const int MaxColumns = 512;

    public const int MaxKeyBytes = 512;

    static readonly HashSet<string> Reserved = ["time", "v"];

    TableSchema(IReadOnlyList<SchemaEntry> entries) => Entries = entries;

    public static TableSchema Empty { get; } = new([]);

    public IReadOnlyList<SchemaEntry> Entries { get; }

    /// <summary>
    /// Checks a whole new schema. Two entries of one key or one SQL name are a problem, or with <paramref name="ignoreDuplicates"/> the first of
    /// them counts.
    /// </summary>
    public static SchemaCheck Create(IEnumerable<SchemaEntry> entries, bool ignoreDuplicates = false)
    {
        var result = new List<SchemaEntry>();
        var keys = new HashSet<string>();
        var names = new HashSet<string>(Reserved);
        foreach (var entry in entries)
        {
            if (Problem(entry) is { } problem)
                return SchemaCheck.Refused(problem);
            if (keys.Contains(entry.Key))
            {
                if (ignoreDuplicates)
                    continue;
                return SchemaCheck.Refused($"Column '{entry.Key}' is given twice");
            }
            var named = entry;
            if (entry.Alias is null && !NameRules.IsColumnName(entry.Key.ToLowerInvariant()))
                named = entry with { Alias = FreeName(entry.Key, names) };
            if (!names.Add(SqlName(named)))
            {
                if (ignoreDuplicates)
                    continue;
                return SchemaCheck.Refused($"Two columns have the name '{SqlName(named)}' in SQL; give one of them another alias");
            }
            keys.Add(entry.Key);
            result.Add(named);
        }
        return result.Count > MaxColumns
            ? SchemaCheck.Refused($"A table has at most {MaxColumns} columns, and this schema has {result.Count}")
            : SchemaCheck.Accepted(new TableSchema(result));
    }

    /// <summary>
    /// This schema with more columns at its end. A key that is declared already stays as it is; a new key whose SQL name is taken gets a numbered
    /// alias (embulk-output-td squashes other characters to '_' and numbers collisions in the same way).
    /// </summary>
    public SchemaCheck Append(IEnumerable<SchemaEntry> entries)
    {
        var result = new List<SchemaEntry>(Entries);
        var keys = result.Select(e => e.Key).ToHashSet();
        var names = result.Select(SqlName).Concat(Reserved).ToHashSet();
        foreach (var entry in entries)
        {
            if (Problem(entry) is { } problem)
                return SchemaCheck.Refused(problem);
            if (!keys.Add(entry.Key))
                continue;
            if (entry.Alias is { } alias)
            {
                if (!names.Add(alias))
                    return SchemaCheck.Refused($"The name '{alias}' is taken by another column");
                result.Add(entry);
                continue;
            }
            var name = FreeName(entry.Key, names);
            names.Add(name);
            result.Add(entry with { Alias = name == entry.Key ? null : name });
        }
        return result.Count > MaxColumns
            ? SchemaCheck.Refused($"A table has at most {MaxColumns} columns; this would be the {result.Count}th")
            : SchemaCheck.Accepted(new TableSchema(result));
    }

    /// <summary>Whether an import may declare the key by itself. The empty key, <c>v</c> and keys that no client could write are kept undeclared.</summary>
    internal static bool IsDeclarable(string key) =>
        key.Length > 0 && !Reserved.Contains(key) && Encoding.UTF8.GetByteCount(key) <= MaxKeyBytes;

    internal static TableSchema FromStored(IEnumerable<TableColumn> columns) =>
        new([.. columns.Select(c => new SchemaEntry(c.Key, c.Type, c.Alias))]);

    static string SqlName(SchemaEntry entry) => entry.Alias ?? entry.Key.ToLowerInvariant();

    static string? Problem(SchemaEntry entry)
    {
        if (Reserved.Contains(entry.Key))
            return $"Column '{entry.Key}' is reserved and cannot be declared";
        if (entry.Key.Length == 0)
            return "A column needs a name";
        if (entry.Key.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(entry.Key) > MaxKeyBytes)
            return $"A column's key has at most {MaxKeyBytes} bytes and no NUL";
        if (entry.Alias is { } alias && (!NameRules.IsColumnName(alias) || Reserved.Contains(alias)))
            return $"'{alias}' is not a column name: use 1 to 128 of the characters a-z, 0-9 and _, not 'time' or 'v'";
        return null;
    }

    static string FreeName(string key, HashSet<string> taken)
    {
        var squashed = new StringBuilder(key.Length);
        foreach (var c in key.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                squashed.Append(c);
            else if (squashed.Length == 0 || squashed[^1] != '_' || c == '_')
                squashed.Append('_');
        }
        if (squashed.Length > 120)
            squashed.Length = 120;
        var name = squashed.ToString();
        for (var number = 2; taken.Contains(name); number++)
            name = $"{squashed}_{number}";
        return name;
    }
}
