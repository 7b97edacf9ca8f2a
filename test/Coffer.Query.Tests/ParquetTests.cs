using Coffer.DuckDb;
using Coffer.Storage;
using Coffer.Storage.Scans;
using Shouldly;
using Xunit;

namespace Coffer.Query.Tests;

[Collection("engine")]
public sealed class ParquetTests : EngineTest
{
    static readonly FileLayout Layout = FileLayout.Of([
        new(ColumnId.Time, "BIGINT", "CAST(c1 AS BIGINT)"),
        new(new ColumnId(7), "VARCHAR", "CAST(c2 AS VARCHAR)"),
        new(new ColumnId(8), "BIGINT[]", "CAST(c3 AS BIGINT[])"),
    ]);

    [Fact]
    public async Task Rows_become_a_file_sorted_by_time_with_statistics()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var path = NewFile();
        var query = Query(
            "SELECT (i * 7919) % 500000 AS c1, CASE WHEN i % 10 <> 0 THEN 'v' || (i % 100) END AS c2, [i] AS c3 FROM range(500000) t(i)",
            "bigint",
            "varchar",
            "array(bigint)"
        );
        var file = await session.WriteParquetAsync(query, Layout, path, null, Cancellation);
        file.ShouldNotBeNull();
        file.Records.ShouldBe(500_000);
        file.Bytes.ShouldBe(new FileInfo(path).Length);
        (file.TimeMin, file.TimeMax).ShouldBe((0, 499_999));
        file.Columns[1].Nulls.ShouldBe(50_000);
        (file.Columns[1].Min, file.Columns[1].Max).ShouldBe(("v1", "v99"));

        using var instance = DuckDbInstance.Open();
        using var connection = instance.Connect();
        using var times = connection.Stream($"SELECT * FROM read_parquet('{path}')");
        var expected = 0L;
        while (times.NextChunk(out var chunk))
        {
            foreach (var time in chunk.Column(0).Values<long>())
            {
                time.ShouldBe(expected++);
            }
        }

        using var ids = connection.Query($"SELECT name, field_id FROM parquet_schema('{path}') WHERE field_id IS NOT NULL");
        ids.NextChunk(out var schema).ShouldBeTrue();
        schema.Column(1).Int64(1).ShouldBe(7);
    }

    [Fact]
    public async Task A_query_without_rows_leaves_no_file()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var path = NewFile();
        var query = Query("SELECT 1 AS c1, 'x' AS c2, [1] AS c3 WHERE false", "bigint", "varchar", "array(bigint)");
        (await session.WriteParquetAsync(query, Layout, path, null, Cancellation)).ShouldBeNull();
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_query_that_fails_leaves_no_file()
    {
        await using var session = await Engine.OpenSessionAsync(Limits, Cancellation);
        var path = NewFile();
        var query = Query("SELECT 'x' AS c1, 'x' AS c2, [1] AS c3", "varchar", "varchar", "array(bigint)");
        await Should.ThrowAsync<EngineException>(() => session.WriteParquetAsync(query, Layout, path, null, Cancellation));
        File.Exists(path).ShouldBeFalse();
    }
}
