using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Coffer.Database;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Imports;
using MessagePack;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Storage;

/// <summary>Streaming import as Treasure Data's clients use it.</summary>
public abstract class ImportConformance(DatabaseKind kind) : StorageTest(kind)
{
    [Fact]
    public async Task Imported_rows_are_read_back_under_detected_columns()
    {
        var result = await ImportAsync(
            """{"time":1,"name":"Ann","age":30,"score":1.5,"ok":true}""",
            """{"time":2,"name":"Bo","age":null}"""
        );

        (result.Status, result.Records).ShouldBe((ImportStatus.Imported, 2));
        var table = await OrdersAsync();
        table.Columns.Select(c => $"{c.Key} {c.Type}").ShouldBe(["name string", "age long", "score double", "ok string"]);
        (table.Records, table.LastLogTimestamp).ShouldBe((2, 2));
        table.CounterUpdatedAt.ShouldNotBeNull();
        table.Bytes.ShouldBeGreaterThan(0);
        (await RowsAsync("time", "name", "age", "score", "ok")).ShouldBe(["1|Ann|30|1.5|true", "2|Bo|NULL|NULL|NULL"]);
    }

    [Theory]
    [InlineData("""{"a":1}""", null)]
    [InlineData("""{"a":1,"time":null}""", null)]
    [InlineData("""{"a":1,"time":12}""", 12)]
    [InlineData("""{"a":1,"time":"12"}""", 12)]
    [InlineData("""{"a":1,"time":"-12"}""", -12)]
    [InlineData("""{"a":1,"time":12.9}""", 12)]
    [InlineData("""{"a":1,"time":"12.9"}""", 12)]
    public async Task A_record_without_a_time_gets_the_time_of_the_import(string record, int? time)
    {
        await ImportAsync(record);

        (await RowsAsync("time")).ShouldBe([$"{time ?? Clock.GetUtcNow().ToUnixTimeSeconds()}"]);
    }

    [Theory]
    [InlineData("""{"time":"yesterday"}""", ImportError.InvalidTime)]
    [InlineData("""{"time":[1]}""", ImportError.InvalidTime)]
    [InlineData("""[1,2]""", ImportError.NotAMap)]
    [InlineData("""17""", ImportError.NotAMap)]
    public async Task A_record_that_is_wrong_refuses_the_whole_upload(string record, ImportError error)
    {
        var refused = await Should.ThrowAsync<ImportException>(ImportAsync("""{"time":1,"new_key":1}""", record));

        refused.Error.ShouldBe(error);
        refused.Message.ShouldStartWith("Record 2 ");
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Md5_is_over_the_bytes_that_were_sent()
    {
        var body = Body("""{"time":1,"a":1}""").ToArray();

        var result = await Import.ImportAsync(Sales, Orders, null, new MemoryStream(body), Cancellation);

        // The protocol's checksum, not a secret.
#pragma warning disable CA5351
        result.Md5Hex.ShouldBe(Convert.ToHexStringLower(MD5.HashData(body)));
#pragma warning restore CA5351
        result.UniqueId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_upload_counts_once_per_unique_id()
    {
        (await ImportAsync("chunk-1", ["""{"time":1}"""])).Status.ShouldBe(ImportStatus.Imported);
        var again = await ImportAsync("chunk-1", ["""{"time":1}"""]);
        (await ImportAsync("chunk-2", ["""{"time":2}"""])).Status.ShouldBe(ImportStatus.Imported);

        (again.Status, again.Records, again.UniqueId).ShouldBe((ImportStatus.Duplicate, 1, "chunk-1"));
        again.Md5Hex.Length.ShouldBe(32);
        (await OrdersAsync()).Records.ShouldBe(2);
    }

    [Fact]
    public async Task Concurrent_uploads_of_one_id_commit_once()
    {
        var uploads = Enumerable
            .Range(0, 8)
            .Select(_ => Task.Run(() => ImportAsync("same", ["""{"time":1,"a":1}""", """{"time":2,"b":"x"}"""])));

        var results = await Task.WhenAll(uploads);

        results.Count(r => r.Status == ImportStatus.Imported).ShouldBe(1);
        results.Count(r => r.Status == ImportStatus.Duplicate).ShouldBe(7);
        (await RowsAsync("time")).ShouldBe(["1", "2"]);
        (await PublishedAsync()).Count.ShouldBe(1);
        Directory.GetFiles(Staging.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Concurrent_uploads_of_many_ids_all_count()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => ImportAsync($"id-{i}", [$$"""{"time":{{i}},"key_{{i % 3}}":{{i}}}"""])))
        );

        (await OrdersAsync()).Records.ShouldBe(20);
        (await OrdersAsync()).Columns.Select(c => c.Key).Order().ShouldBe(["key_0", "key_1", "key_2"]);
        (await RowsAsync("time")).Count.ShouldBe(20);
    }

    [Fact]
    public async Task An_upload_without_records_proves_that_the_table_exists()
    {
        var there = await ImportAsync([]);
        var noTable = await Import.ImportAsync(Sales, TableName.Parse("missing"), null, Body(), Cancellation);
        var noDatabase = await Import.ImportAsync(DatabaseName.Parse("missing"), Orders, null, Body(), Cancellation);

        (there.Status, there.Records).ShouldBe((ImportStatus.Imported, 0));
        noTable.Status.ShouldBe(ImportStatus.TableNotFound);
        noDatabase.Status.ShouldBe(ImportStatus.DatabaseNotFound);
        (await OrdersAsync()).Version.Value.ShouldBe(0);
    }

    [Fact]
    public async Task Damaged_bodies_are_refused()
    {
        var whole = Body("""{"time":1,"a":"some text that is long enough"}""", """{"time":2}""").ToArray();
        var badChecksum = whole.ToArray();
        badChecksum[^6] ^= 0xff;
        (byte[] Body, ImportError Error)[] cases =
        [
            ([], ImportError.BadGzip),
            (Encoding.UTF8.GetBytes("not gzip at all"), ImportError.BadGzip),
            (badChecksum, ImportError.BadGzip),
            (whole[..^9], ImportError.BadGzip),
            (whole[..(whole.Length / 2)], ImportError.BadGzip),
            (Gzip([0x82, 0xa1, (byte)'a', 0x01]), ImportError.Truncated),
            (Gzip([0xc1]), ImportError.NotAMap),
            (Gzip([0x81, 0xa1, (byte)'a', 0xc1]), ImportError.UnsupportedValue),
            (Gzip([0xdf, 0xff, 0xff, 0xff, 0xff]), ImportError.Truncated),
            (Gzip([0x81, 0xa1, (byte)'a', 0xc6, 0x80, 0x00, 0x00, 0x00]), ImportError.BadMessagePack),
            (Gzip([0x81, 0xa1, (byte)'a', 0xdb, 0x80, 0x00, 0x00, 0x00]), ImportError.BadMessagePack),
            (Gzip([0x81, 0xa1, (byte)'a', 0xdd, 0xff, 0xff, 0xff, 0xff]), ImportError.Truncated),
            (Gzip([0x81, 0xa1, (byte)'a', .. Enumerable.Repeat((byte)0x91, 100_000), 0x01]), ImportError.TooDeep),
            (Gzip([0x81, 0xa1, (byte)'a', 0xa2, 0xff, 0xfe]), ImportError.InvalidText),
            (Gzip([0x81, 0xa2, 0xff, 0xfe, 0x01]), ImportError.InvalidKey),
            (Gzip([0x81, 0xa1, 0x00, 0x01]), ImportError.InvalidKey),
            (Gzip([0x81, 0xa1, (byte)'a', 0xd4, 0x05, 0x01]), ImportError.UnsupportedValue),
        ];

        foreach (var (body, error) in cases)
        {
            var what = $"{error}, {body.Length} bytes: {Convert.ToHexString(body.AsSpan(0, Math.Min(body.Length, 40)))}";
            var refused = await Should.ThrowAsync<ImportException>(
                Import.ImportAsync(Sales, Orders, "id", new MemoryStream(body), Cancellation),
                what
            );
            refused.Error.ShouldBe(error, $"{what}: {refused.Message}");
        }
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_body_of_several_gzip_members_is_one_body()
    {
        var members = new MemoryStream([.. Body("""{"time":1}""").ToArray(), .. Body("""{"time":2}""").ToArray()]);

        (await Import.ImportAsync(Sales, Orders, null, members, Cancellation)).Records.ShouldBe(2);
    }

    [Fact]
    public async Task Values_of_every_kind_are_kept()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(EveryKind());
        packed.Position = 0;
        await Import.ImportAsync(Sales, Orders, null, packed, Cancellation);

        (await OrdersAsync())
            .Columns.Select(c => $"{c.Key}:{c.SqlName}:{c.Type}")
            .ShouldBe([
                "big:big:string",
                "negative:negative:long",
                "bin:bin:string",
                "list:list:string",
                "map:map:string",
                "userId:userid:long",
                "user id:user_id:long",
                "1:1:string",
            ]);
        (await RowsAsync("big", "negative", "bin", "list", "map", "userid", "user_id", "1")).ShouldBe([
            "18446744073709551615|-9223372036854775808|bytes|[1,\"x\",null,[true,1.5]]|{\"k\":{\"n\":18446744073709551615}}|7|8|one",
        ]);
    }

    [Fact]
    public async Task Keys_beyond_the_limit_are_refused()
    {
        var wide = "{" + string.Join(",", Enumerable.Range(0, 513).Select(i => $"\"k{i}\":1")) + "}";
        var half = Enumerable
            .Range(0, 2)
            .Select(n => "{" + string.Join(",", Enumerable.Range(0, 300).Select(i => $"\"k{n}_{i}\":1")) + "}");

        (await Should.ThrowAsync<ImportException>(ImportAsync(wide))).Error.ShouldBe(ImportError.TooManyKeys);
        (await Should.ThrowAsync<ImportException>(ImportAsync([.. half]))).Error.ShouldBe(ImportError.TooManyColumns);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Without_schema_detection_new_keys_are_kept_and_seen_once_declared()
    {
        await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { DetectSchema = false }, Cancellation);
        await ImportAsync("""{"time":1,"hidden":"x"}""");

        (await OrdersAsync()).Columns.ShouldBeEmpty();
        await Catalog.AppendSchemaAsync(Sales, Orders, [new SchemaEntry("hidden", ColumnType.String)], Cancellation);
        (await RowsAsync("time", "hidden")).ShouldBe(["1|x"]);
    }

    [Fact]
    public async Task The_empty_key_and_v_are_kept_undeclared()
    {
        await ImportAsync("""{"time":1,"":"x","v":"y","a":1}""");

        (await OrdersAsync()).Columns.Select(c => c.Key).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_dropped_table_takes_no_upload_that_began_before()
    {
        var body = new HeldStream(Body("""{"time":1}""").ToArray());
        var upload = Import.ImportAsync(Sales, Orders, null, body, Cancellation);
        await body.Reached;
        await Catalog.DeleteTableAsync(Sales, Orders, Cancellation);
        body.Release();

        (await upload).Status.ShouldBe(ImportStatus.TableNotFound);
        (await PublishedAsync()).ShouldBeEmpty();
    }

    async Task NothingHappenedAsync()
    {
        var table = await OrdersAsync();
        (table.Records, table.Version.Value, table.Columns.Count).ShouldBe((0, 0, 0));
        (await PublishedAsync()).ShouldBeEmpty();
        Directory.GetFiles(Staging.Path).ShouldBeEmpty();
    }

    static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    static byte[] EveryKind()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(9);
        writer.Write("big");
        writer.Write(ulong.MaxValue);
        writer.Write("negative");
        writer.Write(long.MinValue);
        writer.Write("bin"u8);
        writer.Write("bytes"u8);
        writer.Write("list");
        writer.WriteArrayHeader(4);
        writer.Write(1);
        writer.Write("x");
        writer.WriteNil();
        writer.WriteArrayHeader(2);
        writer.Write(true);
        writer.Write(1.5);
        writer.Write("map");
        writer.WriteMapHeader(1);
        writer.Write("k");
        writer.WriteMapHeader(1);
        writer.Write("n");
        writer.Write(ulong.MaxValue);
        writer.Write("userId");
        writer.Write(7);
        writer.Write("user id");
        writer.Write(8);
        writer.Write(1);
        writer.Write("one");
        writer.Write("none");
        writer.WriteNil();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
