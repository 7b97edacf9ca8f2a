namespace Coffer.Sql.Catalog;

/// <summary>What the front end may know of the databases: only what the caller may see. Names are lower case.</summary>
public interface ISqlCatalog
{
    IReadOnlyList<string> Schemas { get; }

    bool SchemaExists(string schema);

    /// <summary>The tables of a schema; empty when it does not exist.</summary>
    IReadOnlyList<SqlTable> Tables(string schema);

    SqlTable? FindTable(string schema, string table);
}
