using System.IO.Compression;
using Coffer.Database;
using Coffer.DuckDb;
using Coffer.Files.Local;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Imports;
using Coffer.Storage.Maintenance;
using Coffer.Storage.Scans;
using Coffer.Storage.Snapshots;
using Coffer.Testing;
using Coffer.Testing.Databases;
using MessagePack;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Coffer.Conformance.Storage;

/// <summary>A store on a fresh database and a fresh folder, with the table <c>sales.orders</c>, under a clock that only the test moves.</summary>
public abstract class StorageTest(DatabaseKind kind) : DatabaseTest(kind)
{
    readonly TempFolder _folder = new();

    protected static DatabaseName Sales { get; } = DatabaseName.Parse("sales");

    protected static TableName Orders { get; } = TableName.Parse("orders");

    /// <summary>The store's clock. The database keeps its own, as PostgreSQL does.</summary>
    protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected StorageOptions Options { get; } = new();

    protected LocalFileStore Files { get; private set; } = null!;

    protected StagingFolder Staging { get; private set; } = null!;

    protected ParquetEngine Engine { get; private set; } = null!;

    protected TableCatalog Catalog { get; private set; } = null!;

    protected TableCommits Commits { get; private set; } = null!;

    protected TableSnapshots Snapshots { get; private set; } = null!;

    protected TableScan Scan { get; private set; } = null!;

    protected StreamingImport Import { get; private set; } = null!;

    protected OrphanSweeper Sweeper => new(Database, Files, Options, Clock);

    protected Retention Retention => new(Database, Files, Commits, Options, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Files = new LocalFileStore(_folder.File("files"), Clock);
        Staging = StagingFolder.Open(_folder.File("staging"));
        Engine = ParquetEngine.Open(_folder.File("spill"), threads: 1);
        Catalog = new TableCatalog(Database);
        Commits = new TableCommits(Database, Files, Options, Clock);
        Snapshots = new TableSnapshots(Database);
        Scan = new TableScan(Files);
        Import = new StreamingImport(Database, Catalog, Commits, Engine, Staging, new ImportLimits(), Clock);
        (await Catalog.CreateDatabaseAsync(Sales, Cancellation)).ShouldBe(CreateDatabaseResult.Created);
        (await Catalog.CreateTableAsync(Sales, Orders, new NewTable(), Cancellation)).ShouldBe(CreateTableResult.Created);
    }

    public override async ValueTask DisposeAsync()
    {
        Engine?.Dispose();
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<Table> OrdersAsync() => (await Catalog.FindTableAsync(Sales, Orders, Cancellation)).ShouldNotBeNull();

    protected async Task<TableSnapshot> SnapshotAsync() => (await Snapshots.ReadAsync(Sales, Orders, Cancellation)).ShouldNotBeNull();

    /// <summary>The body of an upload: JSON objects, one a line, as gzip of MessagePack.</summary>
    protected static MemoryStream Body(params string[] jsonRecords)
    {
        // The framework's writer makes nothing of nothing; real clients send an empty gzip member.
        if (jsonRecords.Length == 0)
            return new MemoryStream(Convert.FromHexString("1f8b08000000000000030300" + "0000000000000000"));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var record in jsonRecords)
                gzip.Write(MessagePackSerializer.ConvertFromJson(record));
        }
        packed.Position = 0;
        return packed;
    }

    protected Task<ImportResult> ImportAsync(params string[] jsonRecords) =>
        Import.ImportAsync(Sales, Orders, null, Body(jsonRecords), Cancellation);

    protected Task<ImportResult> ImportAsync(string uniqueId, string[] jsonRecords) =>
        Import.ImportAsync(Sales, Orders, uniqueId, Body(jsonRecords), Cancellation);

    /// <summary>Rows as text, columns joined by '|', in the order of the text.</summary>
    protected async Task<IReadOnlyList<string>> RowsAsync(params string[] columns) => Rows(await SnapshotAsync(), columns);

    protected IReadOnlyList<string> Rows(TableSnapshot snapshot, params string[] columns)
    {
        var source = Scan.Sql(snapshot, columns, TimeWindow.All);
        source.Files.ShouldAllBe(f => File.Exists(f));
        return Query(
            $"SELECT concat_ws('|', {string.Join(", ", columns.Select(c => $"coalesce(\"{c}\"::VARCHAR, 'NULL')"))}) FROM ({source.Sql}) ORDER BY 1"
        );
    }

    protected static IReadOnlyList<string> Query(string sql)
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

    /// <summary>Names of all published data files.</summary>
    protected async Task<IReadOnlyList<string>> PublishedAsync()
    {
        var paths = new List<string>();
        await foreach (var file in Files.ListAsync(null, Cancellation))
            paths.Add(file.Path.Value);
        return paths;
    }
}
