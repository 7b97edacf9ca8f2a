using System.IO.Compression;
using System.Text;
using Coffer.Database;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Imports;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Storage;

/// <summary>Files in csv and jsonl.</summary>
public abstract class FileImportConformance(DatabaseKind kind) : StorageTest(kind)
{
    static readonly FileImportOptions Csv = new() { Format = FileFormat.Csv };
    static readonly FileImportOptions JsonLines = new() { Format = FileFormat.JsonLines };

    [Fact]
    public async Task A_csv_file_with_a_header_is_read_by_its_values()
    {
        await ReadAsync(
            Csv,
            "time,Name,age,score,zip,note\r\n1,\"Ann \"\"A\"\"\",30,1.50,007,\n2015-06-01T12:00:00Z,\"two\nlines, one field\",,2,12,\"\"\n"
        );

        (await OrdersAsync())
            .Columns.Select(c => $"{c.Key}:{c.SqlName} {c.Type}")
            .ShouldBe(["Name:name string", "age:age long", "score:score double", "zip:zip string", "note:note string"]);
        (await RowsAsync("time", "name", "age", "score", "zip", "note")).ShouldBe([
            "1433160000|two\nlines, one field|NULL|2.0|12|",
            "1|Ann \"A\"|30|1.5|007|NULL",
        ]);
    }

    [Fact]
    public async Task A_csv_file_may_bring_names_types_and_times_of_its_own()
    {
        var options = Csv with
        {
            Columns = ["id", "at", "tags"],
            TimeColumn = "at",
            Delimiter = '\t',
            NullText = "NA",
            Types = new Dictionary<string, ColumnType> { ["id"] = ColumnType.String, ["tags"] = ColumnType.Parse("array<string>") },
        };

        (await ReadAsync(options, "1\t2020-01-01 00:00:00\t[\"a\"]\nNA\t10\tNA\n")).Records.ShouldBe(2);

        (await RowsAsync("time", "id", "at", "tags")).ShouldBe(["10|NULL|10|NULL", "1577836800|1|2020-01-01 00:00:00|[a]"]);
    }

    [Fact]
    public async Task Rows_may_all_get_one_time()
    {
        await ReadAsync(Csv with { TimeValue = 42 }, "a\n1\n2\n");
        await ReadAsync(JsonLines with { TimeValue = 43 }, "{\"a\":3,\"time\":9}");

        (await RowsAsync("time", "a")).ShouldBe(["42|1", "42|2", "43|3"]);
    }

    [Fact]
    public async Task A_jsonl_file_is_read_like_an_upload()
    {
        await ReadAsync(
            JsonLines,
            """
            {"time": 1, "a": 1, "b": "x\u00e9\n", "c": [1, {"k": "v"}], "d": true, "e": 1.5, "f": null, "g": 123456789012345678901234567890}

            {"time": "2", "a": 2.5}
            {"time": "1970-01-01T00:00:03Z"}
            """
        );

        (await RowsAsync("time", "a", "b", "c", "d", "e", "g")).ShouldBe([
            "1|1.0|xé\n|[1,{\"k\":\"v\"}]|true|1.5|123456789012345678901234567890",
            "2|2.5|NULL|NULL|NULL|NULL|NULL",
            "3|NULL|NULL|NULL|NULL|NULL|NULL",
        ]);
    }

    [Theory]
    [InlineData(FileFormat.Csv, "a,b\n1,2\n3\n", ImportError.BadLine, "Line 3")]
    [InlineData(FileFormat.Csv, "a,b\n1,2\n3,4,5\n", ImportError.BadLine, "Line 3")]
    [InlineData(FileFormat.Csv, "a,time\n1,2\n3,noon\n", ImportError.BadLine, "Line 3: column 'time': 'noon'")]
    [InlineData(FileFormat.Csv, "n\n1\nx\n", ImportError.BadLine, "Line 3: column 'n': 'x' is not a long")]
    [InlineData(FileFormat.Csv, "a,a\n1,2\n", ImportError.InvalidKey, "'a'")]
    [InlineData(FileFormat.JsonLines, "{\"a\":1}\n{\"a\":\n", ImportError.BadLine, "Line 2 is not JSON")]
    [InlineData(FileFormat.JsonLines, "{\"a\":1}\n[1]\n", ImportError.NotAMap, "Line 2")]
    [InlineData(FileFormat.JsonLines, "{\"a\":1}{\"a\":2}\n", ImportError.BadLine, "Line 1")]
    [InlineData(FileFormat.JsonLines, "{\"time\":\"noon\"}\n", ImportError.InvalidTime, "Line 1")]
    public async Task A_fault_is_named_with_its_line_and_nothing_is_added(FileFormat format, string text, ImportError error, string message)
    {
        var types = new Dictionary<string, ColumnType> { ["n"] = ColumnType.Long };

        var refused = await Should.ThrowAsync<ImportException>(ReadAsync(new FileImportOptions { Format = format, Types = types }, text));

        refused.Error.ShouldBe(error, refused.Message);
        refused.Message.ShouldContain(message);
        (await OrdersAsync()).Version.Value.ShouldBe(0);
        (await PublishedAsync()).ShouldBeEmpty();
        Directory.GetFiles(Staging.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.JsonLines)]
    public async Task Text_that_is_not_utf8_is_refused(FileFormat format)
    {
        byte[] bytes = format == FileFormat.Csv ? [.. "a\n"u8, 0xff, 0xfe, (byte)'\n'] : [.. "{\"a\":\""u8, 0xff, 0xfe, .. "\"}\n"u8];

        var refused = await Should.ThrowAsync<ImportException>(
            Importer.ImportAsync(Sales, Orders, new MemoryStream(bytes), new FileImportOptions { Format = format }, Cancellation)
        );

        refused.Error.ShouldBeOneOf(ImportError.InvalidText, ImportError.BadLine);
    }

    [Fact]
    public async Task A_gzip_file_is_unpacked_and_counts_once_per_id()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("a\n" + string.Join('\n', Enumerable.Range(0, 10_000))), Cancellation);
        var options = Csv with { Gzip = true, UniqueId = "file" };

        var first = await Importer.ImportAsync(Sales, Orders, new MemoryStream(packed.ToArray()), options, Cancellation);
        var again = await Importer.ImportAsync(Sales, Orders, new MemoryStream(packed.ToArray()), options, Cancellation);

        (first.Status, first.Records, again.Status).ShouldBe((ImportStatus.Imported, 10_000, ImportStatus.Duplicate));
        (await OrdersAsync()).Records.ShouldBe(10_000);
    }

    [Fact]
    public async Task An_unknown_table_is_said_to_be_missing()
    {
        var result = await Importer.ImportAsync(Sales, TableName.Parse("none"), new MemoryStream(), Csv, Cancellation);

        result.Status.ShouldBe(ImportStatus.TableNotFound);
    }

    FileImport Importer => new(Database, Catalog, Commits, Engine, Staging, new ImportLimits { MaxBatchBytes = 1 << 20 }, Clock);

    Task<ImportResult> ReadAsync(FileImportOptions options, string text) =>
        Importer.ImportAsync(Sales, Orders, new MemoryStream(Encoding.UTF8.GetBytes(text)), options, Cancellation);
}
