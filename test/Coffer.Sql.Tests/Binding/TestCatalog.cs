using Coffer.Sql.Catalog;
using Coffer.Sql.Text;
using Coffer.Sql.Types;

namespace Coffer.Sql.Tests.Binding;

/// <summary>A small catalogue: database d with tables t (a bigint, b varchar, c double, d date, time bigint) and u (a bigint, x varchar, time bigint).</summary>
sealed class TestCatalog : ISqlCatalog
{
    static readonly SqlTable[] All =
    [
        Table("d", "t", ("a", "bigint"), ("b", "varchar"), ("c", "double"), ("d", "date"), ("time", "bigint")),
        Table("d", "u", ("a", "bigint"), ("x", "varchar"), ("time", "bigint")),
    ];

    public IReadOnlyList<string> Schemas => ["d"];

    public bool SchemaExists(string schema) => schema == "d";

    public IReadOnlyList<SqlTable> Tables(string schema) => [.. All.Where(t => t.Schema == schema)];

    public SqlTable? FindTable(string schema, string table) => All.FirstOrDefault(t => t.Schema == schema && t.Name == table);

    public static CompileResult Compile(string sql, bool decimalsAsDouble = true) =>
        SqlFrontEnd.Compile(
            SourceStatement.Whole(sql),
            SqlDialect.Trino,
            new SqlSession
            {
                Database = "d",
                NowMicros = 1_700_000_000_000_000,
                ScheduledTime = 1_700_000_000,
                ParseDecimalLiteralsAsDouble = decimalsAsDouble,
                User = "me",
            },
            new TestCatalog()
        );

    static SqlTable Table(string schema, string name, params (string Name, string Type)[] columns) =>
        new(schema, name, [.. columns.Select(c => new SqlTableColumn(c.Name, SqlType.Parse(c.Type)))]);
}
