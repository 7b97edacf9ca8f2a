using Coffer.Sql.Catalog;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>What table names mean in a session.</summary>
static class TableNames
{
    /// <summary>Schema and table of a name of one to three parts; the table need not exist.</summary>
    public static (string Schema, string Name) Resolve(StatementBinder statement, QualifiedName name, Node place)
    {
        var parts = name.Parts;
        switch (parts.Count)
        {
            case 1:
                var schema =
                    statement.Session.Database
                    ?? throw SqlErrorException.At(place, "MISSING_SCHEMA_NAME", "Schema must be specified when session schema is not set");
                return (schema, parts[0].Lower);
            case 2:
                return (parts[0].Lower, parts[1].Lower);
            case 3:
                if (parts[0].Lower != statement.Session.Catalog)
                    throw SqlErrorException.At(place, "CATALOG_NOT_FOUND", $"Catalog '{parts[0].Lower}' does not exist");
                return (parts[1].Lower, parts[2].Lower);
            default:
                throw SqlErrorException.Nowhere("SYNTAX_ERROR", $"Too many dots in table name: {name}");
        }
    }

    /// <summary>The table of a name.</summary>
    public static SqlTable Existing(StatementBinder statement, (string Schema, string Name) table, Node place)
    {
        if (!statement.Catalog.SchemaExists(table.Schema))
            throw SqlErrorException.At(place, "SCHEMA_NOT_FOUND", $"Schema '{table.Schema}' does not exist");
        return statement.Catalog.FindTable(table.Schema, table.Name)
            ?? throw SqlErrorException.At(
                place,
                "TABLE_NOT_FOUND",
                $"Table '{statement.Session.Catalog}.{table.Schema}.{table.Name}' does not exist"
            );
    }
}
