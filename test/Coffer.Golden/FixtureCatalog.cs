using Coffer.Sql.Catalog;

namespace Coffer.Golden;

/// <summary>
/// The schemas and tables that the answers were recorded on, with Trino's types (Treasure Data's own tables have fewer). A table's rows
/// are in the DuckDB table <c>"schema"."name"</c> of the bench.
/// </summary>
sealed class FixtureCatalog(IEnumerable<string> schemas) : ISqlCatalog
{
    readonly Dictionary<string, SortedDictionary<string, SqlTable>> _schemas = schemas.ToDictionary(
        schema => schema,
        _ => new SortedDictionary<string, SqlTable>(StringComparer.Ordinal),
        StringComparer.Ordinal
    );

    public IReadOnlyList<string> Schemas => [.. _schemas.Keys.Order(StringComparer.Ordinal)];

    public bool SchemaExists(string schema) => _schemas.ContainsKey(schema);

    public IReadOnlyList<SqlTable> Tables(string schema) => _schemas.TryGetValue(schema, out var tables) ? [.. tables.Values] : [];

    public SqlTable? FindTable(string schema, string table) => _schemas.GetValueOrDefault(schema)?.GetValueOrDefault(table);

    public void Add(SqlTable table) => _schemas[table.Schema][table.Name] = table;

    public void Remove(string schema, string table) => _schemas[schema].Remove(table);
}
