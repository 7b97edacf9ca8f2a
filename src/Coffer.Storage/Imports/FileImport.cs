using System.IO.Pipelines;
using Coffer.Database;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Imports;

/// <summary>Import of csv and jsonl files, whole or not at all; errors say the line.</summary>
public sealed class FileImport(
    IDatabase database,
    TableCatalog catalog,
    TableCommits commits,
    ParquetEngine engine,
    StagingFolder staging,
    ImportLimits limits,
    TimeProvider time
)
{
    readonly BatchWriter _writer = new(engine, staging);

    /// <summary>Reads the file to its end and commits its rows. The MD5 of the answer is over the raw bytes.</summary>
    /// <exception cref="ImportException">The file is refused; nothing was added.</exception>
    public async Task<ImportResult> ImportAsync(
        DatabaseName databaseName,
        TableName tableName,
        Stream file,
        FileImportOptions options,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        var id = options.UniqueId ?? Guid.NewGuid().ToString("N");
        if (await catalog.FindTableAsync(databaseName, tableName, cancellationToken) is not { } table)
        {
            var known = await catalog.FindDatabaseAsync(databaseName, cancellationToken) is not null;
            return new ImportResult(known ? ImportStatus.TableNotFound : ImportStatus.DatabaseNotFound, id, "", 0, default);
        }
        using var upload = new UploadBody(file, limits);
        var run = new ImportRun(database, commits, _writer, staging, limits, table) { ChosenTypes = options.Types };
        try
        {
            await ReadAsync(upload, run, options, cancellationToken);
            var outcome = await run.CommitAsync(options.UniqueId, upload.Md5Hex(), cancellationToken);
            var status = outcome switch
            {
                CommitOutcome.Repeated => ImportStatus.Duplicate,
                CommitOutcome.TableNotFound => ImportStatus.TableNotFound,
                _ => ImportStatus.Imported,
            };
            return new ImportResult(status, id, upload.Md5Hex(), run.Records, time.GetElapsedTime(started));
        }
        finally
        {
            run.Discard();
        }
    }

    async Task ReadAsync(UploadBody upload, ImportRun run, FileImportOptions options, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe(
            new PipeOptions(pauseWriterThreshold: 2 << 20, resumeWriterThreshold: 1 << 20, useSynchronizationContext: false)
        );
        var reading = Task.Run(
            () => options.Gzip ? upload.UnpackAsync(pipe.Writer, stop.Token) : upload.CopyAsync(pipe.Writer, stop.Token),
            CancellationToken.None
        );
        try
        {
            if (options.Format == FileFormat.Csv)
                await ReadCsvAsync(pipe.Reader, run, options, cancellationToken);
            else
                await ReadJsonLinesAsync(pipe.Reader, run, options, cancellationToken);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await stop.CancelAsync();
            await reading;
        }
    }

    async Task ReadCsvAsync(PipeReader source, ImportRun run, FileImportOptions options, CancellationToken cancellationToken)
    {
        // The csv reader is synchronous; it gets a thread of the pool for as long as a batch takes.
        await using var stream = source.AsStream(leaveOpen: true);
        using var reader = await Task.Run(() => new CsvReader(stream, options, limits, Now()), cancellationToken);
        using var batch = new RecordBatch();
        while (await Task.Run(() => reader.Read(batch), cancellationToken))
            await run.FlushAsync(batch, cancellationToken);
        await run.FlushAsync(batch, cancellationToken);
    }

    async Task ReadJsonLinesAsync(PipeReader source, ImportRun run, FileImportOptions options, CancellationToken cancellationToken)
    {
        var reader = new JsonLinesReader(options, limits, Now());
        using var batch = new RecordBatch();
        while (true)
        {
            var read = await source.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            bool full;
            do
            {
                rest = rest.Slice(reader.Read(rest, read.IsCompleted, batch, out full));
                if (full)
                    await run.FlushAsync(batch, cancellationToken);
            } while (full);
            source.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                break;
        }
        await run.FlushAsync(batch, cancellationToken);
    }

    long Now() => time.GetUtcNow().ToUnixTimeSeconds();
}
