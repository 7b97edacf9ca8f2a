using Coffer.Sql;
using Coffer.Sql.Functions;
using Coffer.Sql.Types;
using Coffer.Storage.Catalog;
using Coffer.Storage.Scans;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>How the columns of a CREATE TABLE become those of a table: <c>time</c> is not declared, every other column is, with a type that tables know.</summary>
sealed record NewTableColumns(TableSchema Schema, IReadOnlyList<int> Positions, int? TimePosition)
{
    /// <exception cref="QueryFailedException">A column cannot be kept in a table.</exception>
    public static NewTableColumns Of(IEnumerable<(string Name, SqlType Type)> columns)
    {
        var entries = new List<SchemaEntry>();
        var positions = new List<int>();
        int? time = null;
        foreach (var (position, column) in columns.Index())
        {
            if (column.Name == "time")
            {
                if (!column.Type.IsInteger)
                    throw new QueryFailedException($"Column 'time' must be an integer of Unix seconds, not {column.Type.Name}");
                time = position;
                continue;
            }
            var type =
                StorageTypes.FromSql(column.Type)
                ?? throw new QueryFailedException($"Unsupported column type of '{column.Name}': {column.Type.Name}; cast it to varchar");
            entries.Add(new SchemaEntry(column.Name, type));
            positions.Add(position);
        }
        var check = TableSchema.Create(entries);
        return new NewTableColumns(check.Schema ?? throw new QueryFailedException(check.Problem!), positions, time);
    }

    /// <summary>The query with every column cast, as Trino casts, to what the table keeps.</summary>
    public CompiledQuery Convert(CompiledQuery query, EmitContext context)
    {
        var columns = query
            .Columns.Select(
                (column, i) =>
                {
                    var target =
                        i == TimePosition ? SqlType.BigInt : StorageTypes.ToSql(Schema.Entries[Positions.ToList().IndexOf(i)].Type);
                    var cast =
                        CastCatalog.Lower(column.Type, target, Source(i), isTry: false, context)
                        ?? throw new QueryFailedException($"Unsupported column type of '{column.Name}': {column.Type.Name}");
                    return (Text: $"{cast} AS {Source(i)}", Column: new SqlResultColumn(column.Name, target));
                }
            )
            .ToList();
        return query with
        {
            DuckSql = $"SELECT {string.Join(", ", columns.Select(c => c.Text))} FROM ({query.DuckSql}) AS q",
            Columns = [.. columns.Select(c => c.Column)],
        };
    }

    public FileLayout Layout(long defaultTime) =>
        FileLayout.ForNewTable(Schema, [.. Positions.Select(Source)], TimePosition is { } time ? Source(time) : null, defaultTime);

    static string Source(int position) => $"c{position + 1}";
}
