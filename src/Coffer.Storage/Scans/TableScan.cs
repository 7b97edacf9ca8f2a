using System.Text;
using Coffer.Files;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Snapshots;

namespace Coffer.Storage.Scans;

/// <summary>
/// The DuckDB text that reads a table under its present schema, whatever its files hold. Files in which the wanted columns have the same physical types
/// are read by one <c>read_parquet</c>; a column whose type is not the declared one is converted there, and one that the files do not have is NULL. Filters
/// and projections of the query reach the Parquet reader through it.
/// </summary>
public sealed class TableScan(IFileStore files)
{
    /// <summary>
    /// The declared columns by SQL name, <c>time</c> among them; no names: <c>time</c> alone, for queries that only count. Files outside
    /// <paramref name="time"/> are left out; rows are not filtered.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not a column of the table.</exception>
    public ScanSource Sql(TableSnapshot snapshot, IReadOnlyList<string> columns, TimeWindow time)
    {
        var wanted = Wanted(snapshot.Table, columns.Count == 0 ? ["time"] : columns);
        var used = FilesIn(snapshot, time);
        if (used.Count == 0)
            return new ScanSource(EmptySql(wanted), []);
        var groups = used.GroupBy(f => Signature(f, wanted)).Select(group => GroupSql([.. group], wanted));
        return new ScanSource(string.Join(" UNION ALL ", groups), [.. used.Select(f => files.LocalPath(f.Path))]);
    }

    /// <summary>
    /// What a DELETE has to do: the files that <paramref name="time"/> touches, by physical shape. <paramref name="columns"/> are the declared columns that
    /// its predicate and the query around it use.
    /// </summary>
    public IReadOnlyList<RewriteUnit> RewriteUnits(TableSnapshot snapshot, IReadOnlyList<string> columns, TimeWindow time)
    {
        var wanted = Wanted(snapshot.Table, columns);
        return
        [
            .. FilesIn(snapshot, time)
                .GroupBy(f => string.Join(',', f.Statistics.Columns.Select(c => $"{c.Column} {c.PhysicalType}")))
                .Select(group => Unit([.. group], wanted)),
        ];
    }

    RewriteUnit Unit(IReadOnlyList<DataFile> group, IReadOnlyList<ScanColumn> wanted)
    {
        var stored = group[0].Statistics.Columns;
        var paths = group.Select(f => files.LocalPath(f.Path)).ToList();
        var declared = wanted.Select(c => $"{Expression(group[0], c)} AS {DuckText.Identifier(c.Name)}");
        var raw = stored.Select(c => $"{c.Column.PhysicalName} AS {RawName(c.Column)}");
        var sql = $"SELECT {string.Join(", ", declared.Concat(raw))} FROM {ReadParquet(paths)}";
        var layout = FileLayout.Of([.. stored.Select(c => new FileColumn(c.Column, c.PhysicalType, RawName(c.Column)))]);
        return new RewriteUnit(group, new ScanSource(sql, paths), layout);
    }

    string GroupSql(IReadOnlyList<DataFile> group, IReadOnlyList<ScanColumn> wanted)
    {
        var text = new StringBuilder("SELECT ");
        text.AppendJoin(", ", wanted.Select(c => $"{Expression(group[0], c)} AS {DuckText.Identifier(c.Name)}"));
        return text.Append(" FROM ").Append(ReadParquet(group.Select(f => files.LocalPath(f.Path)))).ToString();
    }

    internal static string ReadParquet(IEnumerable<string> paths) => $"read_parquet([{string.Join(", ", paths.Select(DuckText.Literal))}])";

    internal static string RawName(ColumnId column) => $"\"#{column}\"";

    static List<DataFile> FilesIn(TableSnapshot snapshot, TimeWindow time) =>
        [.. snapshot.Files.Where(f => time.Overlaps(f.Statistics.TimeMin, f.Statistics.TimeMax))];

    static string EmptySql(IReadOnlyList<ScanColumn> wanted) =>
        $"SELECT {string.Join(", ", wanted.Select(c => $"CAST(NULL AS {c.Type.DuckType}) AS {DuckText.Identifier(c.Name)}"))} WHERE false";

    static string Signature(DataFile file, IReadOnlyList<ScanColumn> wanted) =>
        string.Join(',', wanted.Select(c => file.Statistics.PhysicalType(c.Id) ?? "-"));

    static string Expression(DataFile file, ScanColumn column) =>
        file.Statistics.PhysicalType(column.Id) is { } physical
            ? ValueConversion.Sql(column.Id.PhysicalName, physical, column.Type)
            : $"CAST(NULL AS {column.Type.DuckType})";

    static List<ScanColumn> Wanted(Table table, IReadOnlyList<string> columns) =>
        [
            .. columns.Select(name =>
                name == "time" ? new ScanColumn(name, ColumnId.Time, ColumnType.Long)
                : table.FindColumn(name) is { } column ? new ScanColumn(name, column.Id, column.Type)
                : throw new ArgumentException($"'{name}' is not a column of {table.Name}", nameof(columns))
            ),
        ];

    sealed record ScanColumn(string Name, ColumnId Id, ColumnType Type);
}
