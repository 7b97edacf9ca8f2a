using Coffer.DuckDb;
using Coffer.Storage.Catalog;
using Coffer.Storage.Scans;

namespace Coffer.Storage.Snapshots;

/// <summary>The rows that came in last.</summary>
public sealed class TableTail(TableSnapshots snapshots, TableScan scan, ParquetEngine engine)
{
    /// <summary>
    /// Up to <paramref name="count"/> rows, newest import first and within one import newest time first, as maps from key to value: long, double, string,
    /// list, dictionary. Nulls are left out; <c>time</c> is always there. Null when there is no such table.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>?> ReadAsync(
        DatabaseName databaseName,
        TableName name,
        int count,
        CancellationToken cancellationToken
    )
    {
        if (await snapshots.ReadAsync(databaseName, name, cancellationToken) is not { } snapshot)
            return null;
        return await Task.Run(() => Read(snapshot, count, cancellationToken), cancellationToken);
    }

    List<IReadOnlyDictionary<string, object?>> Read(TableSnapshot snapshot, int count, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        var columns = snapshot.Table.Columns;
        foreach (var file in snapshot.Files.OrderByDescending(f => f.DataVersion.Value).ThenByDescending(f => f.Id.Value))
        {
            if (rows.Count >= count)
                break;
            var source = scan.Sql(snapshot with { Files = [file] }, [.. columns.Select(c => c.SqlName), "time"], TimeWindow.All);
            var sql = $"SELECT * FROM ({source.Sql}) ORDER BY time DESC LIMIT {count - rows.Count}";
            engine.Run(connection => Add(connection, sql, columns, rows), cancellationToken);
        }
        return rows;
    }

    static int Add(Connection connection, string sql, IReadOnlyList<TableColumn> columns, List<IReadOnlyDictionary<string, object?>> rows)
    {
        using var result = connection.Query(sql);
        while (result.NextChunk(out var chunk))
        {
            var vectors = Enumerable.Range(0, chunk.ColumnCount).Select(i => chunk.Column(i)).ToArray();
            for (var row = 0; row < chunk.Count; row++)
            {
                var values = new Dictionary<string, object?>();
                for (var i = 0; i < vectors.Length; i++)
                {
                    if (!vectors[i].IsNull(row))
                        values[i < columns.Count ? columns[i].Key : "time"] = Value(vectors[i], row);
                }
                rows.Add(values);
            }
        }
        return rows.Count;
    }

    static object? Value(Vector vector, int row)
    {
        if (vector.IsNull(row))
            return null;
        switch (vector.Type.Id)
        {
            case LogicalTypeId.BigInt:
                return vector.Int64(row);
            case LogicalTypeId.Double:
                return vector.Double(row);
            case LogicalTypeId.Varchar:
                return vector.String(row);
            case LogicalTypeId.List:
                var items = new List<object?>();
                var elements = vector.Elements;
                for (var (range, i) = (vector.Range(row), vector.Range(row).Start); i < range.End; i++)
                    items.Add(Value(elements, i));
                return items;
            case LogicalTypeId.Map:
                var map = new Dictionary<object, object?>();
                var (keys, values) = (vector.Elements.Field(0), vector.Elements.Field(1));
                for (var (range, i) = (vector.Range(row), vector.Range(row).Start); i < range.End; i++)
                    map[Value(keys, i)!] = Value(values, i);
                return map;
            case var other:
                throw new InvalidOperationException($"A table column of type {other} is not known");
        }
    }
}
