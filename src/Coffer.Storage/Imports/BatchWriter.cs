using System.Runtime.InteropServices;
using Coffer.DuckDb;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;

namespace Coffer.Storage.Imports;

/// <summary>Writes a batch as one data file, sorted by time: its columns go into an in-memory table chunk by chunk, and DuckDB copies that to Parquet.</summary>
sealed class BatchWriter(ParquetEngine engine, StagingFolder staging)
{
    public StagedFile Write(RecordBatch batch, IReadOnlyDictionary<string, ColumnId> ids, CancellationToken cancellationToken)
    {
        var columns = batch.Columns.Where(c => c.Kind != ValueKind.None).ToList();
        var layout = FileLayout.Of([
            new FileColumn(ColumnId.Time, "BIGINT", ColumnId.Time.PhysicalName),
            .. columns.Select(c => new FileColumn(ids[c.Key], c.Kind.DuckType(), ids[c.Key].PhysicalName)),
        ]);
        var path = staging.NewFile();
        try
        {
            var statistics = engine.Run(connection => Write(connection, batch, columns, layout, path), cancellationToken);
            return new StagedFile(path, statistics);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    static FileStatistics Write(Connection connection, RecordBatch batch, List<ColumnBuilder> columns, FileLayout layout, string path)
    {
        var definitions = layout.Columns.Select(c => $"{c.Id.PhysicalName} {c.PhysicalType}");
        connection.Execute($"CREATE OR REPLACE TEMP TABLE import_rows ({string.Join(", ", definitions)})");
        try
        {
            using (var appender = new Appender(connection, null, "import_rows"))
            {
                Append(appender, batch, columns);
                appender.Close();
            }
            using var copied = connection.Query(layout.CopySql("SELECT * FROM import_rows", path, sorted: true));
            return WrittenFile.Read(copied, layout) ?? throw new InvalidOperationException("A batch without rows was written");
        }
        finally
        {
            connection.Execute("DROP TABLE IF EXISTS import_rows");
        }
    }

    static void Append(Appender appender, RecordBatch batch, List<ColumnBuilder> columns)
    {
        var order = TimeOrder.Of(batch.Times);
        for (var start = 0; start < batch.Rows; start += DuckDbInstance.VectorSize)
        {
            var count = Math.Min(DuckDbInstance.VectorSize, batch.Rows - start);
            var rows = order is null ? default : order.AsSpan(start, count);
            CopyNumbers(batch.Times, appender.Columns.Column(0), start, count, rows);
            for (var i = 0; i < columns.Count; i++)
                CopyColumn(columns[i], appender.Columns.Column(i + 1), start, count, rows);
            appender.Append(count);
        }
    }

    /// <summary>Copies rows of a builder; <paramref name="rows"/> is their order, or empty when it is the builder's own.</summary>
    static void CopyColumn(ColumnBuilder source, VectorWriter target, int start, int count, ReadOnlySpan<int> rows)
    {
        switch (source.Kind)
        {
            case ValueKind.Text:
                for (var i = 0; i < count; i++)
                {
                    var row = rows.IsEmpty ? start + i : rows[i];
                    if (source.IsNull(row))
                        target.SetNull(i);
                    else
                        target.SetBlob(i, source.Text(row));
                }
                return;
            case ValueKind.Bool:
                for (var i = 0; i < count; i++)
                {
                    var row = rows.IsEmpty ? start + i : rows[i];
                    if (!source.IsNull(row))
                        target.Set(i, source.Numbers[row] != 0);
                }
                break;
            case ValueKind.Double:
                CopyNumbers(MemoryMarshal.Cast<long, double>(source.Numbers), target, start, count, rows);
                break;
            default:
                CopyNumbers(source.Numbers, target, start, count, rows);
                break;
        }
        for (var i = 0; i < count; i++)
        {
            if (source.IsNull(rows.IsEmpty ? start + i : rows[i]))
                target.SetNull(i);
        }
    }

    static void CopyNumbers<T>(ReadOnlySpan<T> source, VectorWriter target, int start, int count, ReadOnlySpan<int> rows)
        where T : unmanaged
    {
        var values = target.Values<T>();
        if (rows.IsEmpty)
        {
            // A column may end before the batch does: its last rows are null.
            var present = Math.Clamp(source.Length - start, 0, count);
            source.Slice(Math.Min(start, source.Length), present).CopyTo(values);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            if (rows[i] < source.Length)
                values[i] = source[rows[i]];
        }
    }
}
