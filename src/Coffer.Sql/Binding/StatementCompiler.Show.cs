using System.Text;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;
using Coffer.Sql.Types;

namespace Coffer.Sql.Binding;

sealed partial class StatementCompiler
{
    static CompiledRows Names(string column, IEnumerable<string> names, ShowFilter? filter) =>
        new(
            [new SqlResultColumn(column, SqlType.VarChar)],
            [.. names.Where(n => Matches(n, filter)).Order(StringComparer.Ordinal).Select(n => new object?[] { n })]
        );

    static bool Matches(string name, ShowFilter? filter) => filter is null || LikePattern.Matches(filter, name);

    CompiledRows CompileShow(ShowSchemas show)
    {
        CheckCatalog(show, show.Catalog);
        return Names("Schema", catalog.Schemas.Append(InformationSchema.Name).Distinct(StringComparer.Ordinal), show.Filter);
    }

    void CheckCatalog(Node place, Identifier? name)
    {
        if (name is not null && name.Lower != session.Catalog)
            throw SqlErrorException.At(place, "CATALOG_NOT_FOUND", $"Catalog '{name.Lower}' does not exist");
    }

    CompiledRows CompileShow(ShowTables show)
    {
        if (show.Schema is { Parts.Count: > 1 } qualified)
            CheckCatalog(show, qualified.Parts[0]);
        var schema =
            show.Schema?.Last.Lower
            ?? session.Database
            ?? throw SqlErrorException.At(show, "MISSING_SCHEMA_NAME", "Schema must be specified when session schema is not set");
        if (!catalog.SchemaExists(schema))
            throw SqlErrorException.At(show, "SCHEMA_NOT_FOUND", $"Schema '{schema}' does not exist");
        return Names("Table", catalog.Tables(schema).Select(t => t.Name), show.Filter);
    }

    CompiledRows CompileShow(ShowColumns show)
    {
        var name = TableNames.Resolve(_statement, show.Table, show);
        var columns = InformationSchema.Find(_statement, name.Schema, name.Name) is { } rows
            ? rows.Fields.Select(f => (Name: f.Name!, f.Value.Type))
            : TableNames.Existing(_statement, name, show).Columns.Select(c => (c.Name, c.Type));
        return new CompiledRows(
            [.. new[] { "Column", "Type", "Extra", "Comment" }.Select(n => new SqlResultColumn(n, SqlType.VarChar))],
            [.. columns.Where(c => Matches(c.Name, show.Filter)).Select(c => new object?[] { c.Name, c.Type.Name, "", "" })]
        );
    }

    CompiledRows CompileShow(ShowCreate show)
    {
        var table = TableNames.Existing(_statement, TableNames.Resolve(_statement, show.Name, show), show);
        var text = new StringBuilder($"CREATE TABLE {session.Catalog}.{Quoted(table.Schema)}.{Quoted(table.Name)} (\n");
        text.AppendJoin(",\n", table.Columns.Select(c => $"   {Quoted(c.Name)} {c.Type.ColumnText}")).Append("\n)");
        return new CompiledRows(
            [new SqlResultColumn("Create Table", SqlType.VarCharOf(text.Length))],
            [
                [text.ToString()],
            ]
        );
    }

    static string Quoted(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
