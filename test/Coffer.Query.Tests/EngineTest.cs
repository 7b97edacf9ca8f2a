using System.IO.Compression;
using Coffer.Query.DuckDb;
using Coffer.Sql;
using Coffer.Sql.Types;
using Coffer.Testing;
using MessagePack;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Coffer.Query.Tests;

/// <summary>An engine of its own for every test, with workers that are real processes.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    int _files;

    internal TempFolder Folder { get; } = new();

    protected DuckDbEngine Engine { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static EngineLimits Limits { get; } = new() { MemoryBytes = 1L << 30, Threads = 2 };

    protected virtual DuckDbEngineOptions Options =>
        new()
        {
            WorkerFile = Path.Combine(AppContext.BaseDirectory, "Coffer.WorkerHost"),
            WorkerArguments = [],
            ScratchFolder = Folder.File("scratch"),
            ParallelSessions = 4,
        };

    public ValueTask InitializeAsync()
    {
        Engine = new DuckDbEngine(Options, TimeProvider.System, NullLogger<DuckDbEngine>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static EngineQuery Query(string sql, params IReadOnlyList<string> types) =>
        new() { DuckSql = sql, Columns = [.. types.Select((type, i) => new SqlResultColumn($"c{i + 1}", SqlType.Parse(type)))] };

    protected string NewFile() => Folder.File($"result-{Interlocked.Increment(ref _files)}");

    /// <summary>The rows of a result file, each as JSON text.</summary>
    protected static IReadOnlyList<string> Rows(string file)
    {
        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var all = new MemoryStream();
        gzip.CopyTo(all);
        var rest = all.ToArray().AsMemory();
        var rows = new List<string>();
        while (!rest.IsEmpty)
        {
            var reader = new MessagePackReader(rest);
            reader.Skip();
            rows.Add(MessagePackSerializer.ConvertToJson(rest[..(int)reader.Consumed], cancellationToken: Cancellation));
            rest = rest[(int)reader.Consumed..];
        }

        return rows;
    }
}
