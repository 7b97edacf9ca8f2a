using Coffer.DuckDb;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Scans;

/// <summary>Reads what DuckDB's writer says of a file it has just written (COPY … RETURN_STATS).</summary>
public static class WrittenFile
{
    /// <summary>The statistics, or null when no row was written and there is nothing to commit.</summary>
    public static FileStatistics? Read(QueryResult copied, FileLayout layout)
    {
        if (!copied.NextChunk(out var chunk))
            return null;
        var names = copied.Columns.Select(c => c.Name).ToList();
        var records = chunk.Column(names.IndexOf("count")).Int64(0);
        if (records == 0)
            return null;
        var bytes = chunk.Column(names.IndexOf("file_size_bytes")).Int64(0);
        var byColumn = ReadColumns(chunk.Column(names.IndexOf("column_statistics")));
        var columns = layout.Columns.Select(c => ColumnOf(c, byColumn)).ToList();
        return new FileStatistics(records, bytes, long.Parse(columns[0].Min!), long.Parse(columns[0].Max!), columns);
    }

    static ColumnStatistics ColumnOf(FileColumn column, IReadOnlyList<WrittenColumn> written)
    {
        var name = column.Id.PhysicalName;
        var plain = written.FirstOrDefault(w => w.Name == DuckText.Identifier(name));
        if (plain is not null)
            return new ColumnStatistics(
                column.Id,
                column.PhysicalType,
                plain.Number("null_count"),
                plain.Number("column_size_bytes"),
                plain.Bound("min"),
                plain.Bound("max")
            );
        // A nested column is reported by its leaves, as "c4"."element".
        var leaves = written.Where(w => w.Name.StartsWith(DuckText.Identifier(name) + ".", StringComparison.Ordinal)).ToList();
        return new ColumnStatistics(column.Id, column.PhysicalType, 0, leaves.Sum(l => l.Number("column_size_bytes")), null, null);
    }

    static List<WrittenColumn> ReadColumns(Vector map)
    {
        var columns = new List<WrittenColumn>();
        var (names, maps) = (map.Elements.Field(0), map.Elements.Field(1));
        var (keys, values) = (maps.Elements.Field(0), maps.Elements.Field(1));
        var range = map.Range(0);
        for (var i = range.Start; i < range.End; i++)
        {
            var facts = new Dictionary<string, string>();
            var inner = maps.Range(i);
            for (var j = inner.Start; j < inner.End; j++)
                facts[keys.String(j)] = values.IsNull(j) ? "" : values.String(j);
            columns.Add(new WrittenColumn(Quoted(names.String(i)), facts));
        }
        return columns;
    }

    // DuckDB quotes a name in this map only where its own parser would need it.
    static string Quoted(string name) => name.StartsWith('"') ? name : DuckText.Identifier(name);

    sealed record WrittenColumn(string Name, Dictionary<string, string> Facts)
    {
        public long Number(string fact) => Facts.TryGetValue(fact, out var text) ? long.Parse(text) : 0;

        /// <summary>NaN is outside of every order, and PostgreSQL keeps no NUL: no bounds then.</summary>
        public string? Bound(string fact) =>
            Facts.TryGetValue(fact, out var text) && !Facts.ContainsKey("has_nan") && !text.Contains('\0', StringComparison.Ordinal)
                ? text
                : null;
    }
}
