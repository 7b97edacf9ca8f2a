namespace Coffer.Database.Backup;

/// <summary>Reads from a database's catalogue which tables it has, each behind the tables that it refers to.</summary>
static class DumpTables
{
    static readonly SqlText Columns = new(
        "DumpColumns",
        """
        SELECT t.name AS table_name, c.name AS column_name, c.type AS type FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'schema_history' ORDER BY t.name, c.cid
        """,
        """
        SELECT c.table_name::text AS table_name, c.column_name::text AS column_name, c.data_type::text AS type
        FROM information_schema.columns c JOIN pg_tables t ON t.schemaname = c.table_schema AND t.tablename = c.table_name
        WHERE c.table_schema = current_schema() AND c.table_name <> 'schema_history' ORDER BY c.table_name, c.ordinal_position
        """
    );

    static readonly SqlText References = new(
        "DumpReferences",
        """
        SELECT t.name AS table_name, f."table" AS target FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """,
        """
        SELECT c.relname::text AS table_name, f.relname::text AS target FROM pg_constraint n
        JOIN pg_class c ON c.oid = n.conrelid JOIN pg_class f ON f.oid = n.confrelid
        WHERE n.contype = 'f' AND n.connamespace = current_schema()::regnamespace
        """
    );

    public static async Task<List<DumpTable>> ReadAsync(ITransaction transaction)
    {
        var columns = await transaction.QueryAsync(
            Columns,
            row =>
                (Table: row.String("table_name"), Column: new DumpColumn(row.String("column_name"), row.String("type").ToLowerInvariant()))
        );
        var references = (
            await transaction.QueryAsync(References, row => (Table: row.String("table_name"), Target: row.String("target")))
        ).ToLookup(r => r.Table, r => r.Target);
        var tables = columns.GroupBy(c => c.Table, c => c.Column).ToDictionary(g => g.Key, g => new DumpTable(g.Key, [.. g]));
        var ordered = new List<DumpTable>();
        var seen = new HashSet<string>();
        foreach (var name in tables.Keys.Order(StringComparer.Ordinal))
            Add(name);
        return ordered;

        void Add(string name)
        {
            if (!seen.Add(name))
                return;
            foreach (var target in references[name])
                Add(target);
            ordered.Add(tables[name]);
        }
    }
}
