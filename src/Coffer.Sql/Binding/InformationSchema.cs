using Coffer.Sql.Binding.Bound;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

/// <summary>The tables of <c>information_schema</c>, as rows written into the statement.</summary>
static class InformationSchema
{
    public const string Name = "information_schema";

    /// <summary>The relation, or null when the name is not one of them.</summary>
    public static BoundFrom? Find(StatementBinder statement, string schema, string table)
    {
        if (schema != Name)
            return null;
        var catalog = statement.Session.Catalog;
        var tables = statement.Catalog.Schemas.SelectMany(statement.Catalog.Tables);
        return table switch
        {
            "schemata" => Rows(
                statement,
                ["catalog_name", "schema_name"],
                [],
                statement.Catalog.Schemas.Select(s => new object?[] { catalog, s })
            ),
            "tables" => Rows(
                statement,
                ["table_catalog", "table_schema", "table_name", "table_type"],
                [],
                tables.Select(t => new object?[] { catalog, t.Schema, t.Name, "BASE TABLE" })
            ),
            "columns" => Rows(
                statement,
                [
                    "table_catalog",
                    "table_schema",
                    "table_name",
                    "column_name",
                    "ordinal_position",
                    "column_default",
                    "is_nullable",
                    "data_type",
                ],
                [4],
                tables.SelectMany(t =>
                    t.Columns.Select((c, i) => new object?[] { catalog, t.Schema, t.Name, c.Name, (long)(i + 1), null, "YES", c.Type.Name })
                )
            ),
            "views" => Rows(statement, ["table_catalog", "table_schema", "table_name", "view_definition"], [], []),
            _ => null,
        };
    }

    static BoundFrom Rows(StatementBinder statement, string[] names, int[] numbers, IEnumerable<object?[]> rows)
    {
        var alias = statement.NewAlias();
        var types = names.Select((_, i) => numbers.Contains(i) ? SqlType.BigInt : SqlType.VarChar).ToList();
        var columns = types.Select((t, i) => new RelationColumn(alias, StatementBinder.ColumnName(i), t)).ToList();
        var values = rows.Select(r => (IReadOnlyList<BoundExpression>)[.. r.Select((v, i) => new BoundLiteral(types[i], v))]).ToList();
        var fields = names.Select((n, i) => new ScopeField([], n, new BoundColumn(columns[i]))).ToList();
        if (values.Count > 0)
            return new BoundFrom(new ValuesRelation(alias, columns, values), fields);
        // VALUES needs a row; a condition that never holds takes it away again.
        var empty = statement.Select([.. types.Select(t => (BoundExpression)new BoundLiteral(t, null))]) with
        {
            Where = new BoundLiteral(SqlType.Boolean, false),
        };
        return new BoundFrom(empty, [.. names.Select((n, i) => new ScopeField([], n, new BoundColumn(empty.Columns[i])))]);
    }
}
