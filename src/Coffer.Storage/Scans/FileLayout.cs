using System.Text;
using Coffer.Storage.Catalog;

namespace Coffer.Storage.Scans;

/// <summary>
/// How a data file is written, by the server and by workers alike: columns named by their ids, Parquet field ids, rows sorted by time, statistics
/// returned by the writer.
/// </summary>
public sealed class FileLayout
{
    FileLayout(IReadOnlyList<FileColumn> columns) => Columns = columns;

    /// <summary>The columns, <c>time</c> first.</summary>
    public IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>Columns made by hand; the first one must be <c>time</c>.</summary>
    public static FileLayout Of(IReadOnlyList<FileColumn> columns) =>
        columns.Count > 0 && columns[0].Id == ColumnId.Time
            ? new FileLayout(columns)
            : throw new ArgumentException("The first column of a data file is its time", nameof(columns));

    /// <summary>
    /// For rows of a query that go into a table: <paramref name="targets"/> are SQL names of the table (<c>time</c> may be one),
    /// <paramref name="sources"/> the names of the query's columns in the same order. Rows without a time get <paramref name="defaultTime"/> (unix seconds).
    /// </summary>
    /// <exception cref="ArgumentException">A target is not a column of the table.</exception>
    public static FileLayout ForTable(Table table, IReadOnlyList<string> targets, IReadOnlyList<string> sources, long defaultTime)
    {
        var columns = new List<FileColumn> { new(ColumnId.Time, "BIGINT", $"{defaultTime}::BIGINT") };
        foreach (var (target, source) in targets.Zip(sources))
        {
            if (target == "time")
            {
                columns[0] = TimeColumn(source, defaultTime);
                continue;
            }
            var column =
                table.FindColumn(target) ?? throw new ArgumentException($"'{target}' is not a column of {table.Name}", nameof(targets));
            columns.Add(Cast(column.Id, column.Type, source));
        }
        return new FileLayout(columns);
    }

    /// <summary>
    /// For a table that is created with its rows: <paramref name="sources"/> are the query's columns in the order of the schema;
    /// <paramref name="timeSource"/> is its time column, if it has one.
    /// </summary>
    public static FileLayout ForNewTable(TableSchema schema, IReadOnlyList<string> sources, string? timeSource, long defaultTime)
    {
        // A new table numbers its columns in the order of the schema (CatalogStore.SchemaReplaceAsync).
        var columns = new List<FileColumn>
        {
            timeSource is null ? new(ColumnId.Time, "BIGINT", $"{defaultTime}::BIGINT") : TimeColumn(timeSource, defaultTime),
        };
        foreach (var (index, entry) in schema.Entries.Index())
            columns.Add(Cast(new ColumnId(ColumnId.First.Value + index), entry.Type, sources[index]));
        return new FileLayout(columns);
    }

    /// <summary>
    /// The COPY statement that runs <paramref name="query"/> and writes its rows. Its result is what <see cref="WrittenFile.Read"/> takes.
    /// No rows: a file without rows is written, which must not be committed.
    /// </summary>
    public string CopySql(string query, string path, bool sorted = false)
    {
        var text = new StringBuilder("COPY (SELECT ");
        text.AppendJoin(", ", Columns.Select(c => $"{c.Expression} AS {c.Id.PhysicalName}"));
        text.Append(" FROM (").Append(query).Append(") AS source");
        if (!sorted)
            text.Append(" ORDER BY 1");
        text.Append(") TO ").Append(DuckText.Literal(path));
        // Level 1: half the time of DuckDB's default level for files of about the same size.
        text.Append(" (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, FIELD_IDS {");
        text.AppendJoin(", ", Columns.Select(c => $"{c.Id.PhysicalName}: {c.Id}"));
        text.Append("}, RETURN_STATS)");
        return text.ToString();
    }

    static FileColumn TimeColumn(string source, long defaultTime) =>
        new(ColumnId.Time, "BIGINT", $"coalesce(CAST({DuckText.Identifier(source)} AS BIGINT), {defaultTime}::BIGINT)");

    static FileColumn Cast(ColumnId id, ColumnType type, string source) =>
        new(id, type.DuckType, $"CAST({DuckText.Identifier(source)} AS {type.DuckType})");
}
