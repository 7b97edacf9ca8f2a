using System.Text;
using Coffer.DuckDb;
using Coffer.Storage.Commits;
using Coffer.Storage.Imports;
using Coffer.Testing;
using FsCheck;
using FsCheck.Xunit;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Imports;

public sealed class BatchWriterTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly StagingFolder _staging;
    readonly ParquetEngine _engine;

    public BatchWriterTests()
    {
        _staging = StagingFolder.Open(_folder.File("staging"));
        _engine = ParquetEngine.Open(_folder.File("spill"), threads: 1);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Property(MaxTest = 40)]
    public void Statistics_are_what_DuckDB_reads_from_the_file(
        (int Time, long? Number, double? Fraction, NonNull<string>? Text, bool? Flag)[] rows
    )
    {
        if (rows.Length == 0)
            return;
        var batch = new RecordBatch();
        foreach (var (time, number, fraction, text, flag) in rows)
        {
            batch.BeginRow();
            if (number is { } n)
                batch.Column("number"u8).AddLong(batch.Rows, n);
            if (fraction is { } f)
                batch.Column("fraction"u8).AddDouble(batch.Rows, f);
            if (text is { } t)
                batch.Column("text"u8).AddText(batch.Rows, Encoding.UTF8.GetBytes(t.Get));
            if (flag is { } b)
                batch.Column("flag"u8).AddBool(batch.Rows, b);
            batch.CompleteRow(time);
        }

        var file = Write(batch);

        var statistics = file.Statistics;
        statistics.Records.ShouldBe(rows.Length);
        statistics.Bytes.ShouldBe(new FileInfo(file.LocalPath).Length);
        (statistics.TimeMin, statistics.TimeMax).ShouldBe((rows.Min(r => r.Time), rows.Max(r => r.Time)));
        foreach (var column in statistics.Columns)
        {
            var name = column.Column.PhysicalName;
            Query(
                    $"SELECT concat_ws('|', typeof({name}), count(*) - count({name})) FROM read_parquet('{file.LocalPath}') GROUP BY typeof({name})"
                )
                .ShouldBe([$"{column.PhysicalType}|{column.Nulls}"]);
            if (column.Min is not null)
                Query(
                        $"SELECT (min({name}) >= '{Quoted(column.Min)}'::{column.PhysicalType})::VARCHAR FROM read_parquet('{file.LocalPath}')"
                    )
                    .ShouldBe(["true"], $"{name} min {column.Min}");
            if (column.Max is not null)
                Query(
                        $"SELECT (max({name}) <= '{Quoted(column.Max)}'::{column.PhysicalType})::VARCHAR FROM read_parquet('{file.LocalPath}')"
                    )
                    .ShouldBe(["true"], $"{name} max {column.Max}");
        }
        Query($"SELECT concat_ws(' ', name, field_id) FROM parquet_schema('{file.LocalPath}') WHERE field_id IS NOT NULL")
            .ShouldBe(statistics.Columns.Select(c => $"{c.Column.PhysicalName} {c.Column}"));
        Query($"SELECT string_agg(time, ',') FROM (SELECT time FROM read_parquet('{file.LocalPath}'))")
            .ShouldBe([string.Join(',', rows.Select(r => r.Time).Order())]);
        _staging.Discard(file);
    }

    [Fact]
    public void Rows_of_many_chunks_keep_their_values_in_order_of_time()
    {
        const int count = 10_000;
        var batch = new RecordBatch();
        for (var i = 0; i < count; i++)
        {
            batch.BeginRow();
            if (i % 3 != 0)
                batch.Column("number"u8).AddLong(i, i);
            if (i % 5 != 0)
                batch.Column("text"u8).AddText(i, Encoding.UTF8.GetBytes($"a text that is longer than twelve bytes {i}"));
            batch.CompleteRow((i * 7919) % count);
        }

        var file = Write(batch);

        Query(
                $"""
                SELECT count(*)::VARCHAR FROM read_parquet('{file.LocalPath}') AS f JOIN range({count}) AS r(i) ON (r.i * 7919) % {count} = f.time
                WHERE f.c2 IS NOT DISTINCT FROM (CASE WHEN i % 3 <> 0 THEN i END)
                  AND f.c3 IS NOT DISTINCT FROM (CASE WHEN i % 5 <> 0 THEN 'a text that is longer than twelve bytes ' || i END)
                """
            )
            .ShouldBe([$"{count}"]);
    }

    [Theory]
    [InlineData(new long[] { 1, 2, 2, 3 }, null)]
    [InlineData(new long[] { 3, 1, 2, 1 }, new[] { 1, 3, 2, 0 })]
    [InlineData(new long[] { long.MaxValue, long.MinValue, 0 }, new[] { 1, 2, 0 })]
    public void Rows_of_one_second_stay_as_they_came(long[] times, int[]? order) => TimeOrder.Of(times).ShouldBe(order);

    StagedFile Write(RecordBatch batch)
    {
        var ids = batch.Columns.Index().ToDictionary(c => c.Item.Key, c => new ColumnId(c.Index + 2));
        return new BatchWriter(_engine, _staging).Write(batch, ids, CancellationToken.None);
    }

    static string Quoted(string text) => text.Replace("'", "''");

    static List<string> Query(string sql)
    {
        using var instance = DuckDbInstance.Open();
        using var connection = instance.Connect();
        using var result = connection.Query(sql);
        var rows = new List<string>();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
                rows.Add(chunk.Column(0).String(row));
        }
        return rows;
    }
}
