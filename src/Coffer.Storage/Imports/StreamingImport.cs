using System.IO.Pipelines;
using Coffer.Database;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;

namespace Coffer.Storage.Imports;

/// <summary>
/// Treasure Data's streaming import: gzip of concatenated MessagePack maps. It answers only when the rows are on the disk and committed; a body that is wrong
/// anywhere adds nothing. With a unique id an upload counts once, also when two of them come at the same time. A body without records proves that
/// the table exists (fluent-plugin-td asks so).
/// </summary>
public sealed class StreamingImport(
    IDatabase database,
    TableCatalog catalog,
    TableCommits commits,
    ParquetEngine engine,
    StagingFolder staging,
    ImportLimits limits,
    TimeProvider time
)
{
    const int MaxUniqueId = 512;

    readonly BatchWriter _writer = new(engine, staging);

    /// <exception cref="ImportException">The body is refused; nothing was added.</exception>
    public async Task<ImportResult> ImportAsync(
        DatabaseName databaseName,
        TableName tableName,
        string? uniqueId,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        if (uniqueId is { Length: > MaxUniqueId } || uniqueId?.Contains('\0', StringComparison.Ordinal) == true)
            throw new ImportException(ImportError.InvalidKey, $"A unique id has at most {MaxUniqueId} characters and no NUL");
        var answerId = uniqueId ?? Guid.NewGuid().ToString("N");
        if (await catalog.FindTableAsync(databaseName, tableName, cancellationToken) is not { } table)
        {
            var known = await catalog.FindDatabaseAsync(databaseName, cancellationToken) is not null;
            return new ImportResult(known ? ImportStatus.TableNotFound : ImportStatus.DatabaseNotFound, answerId, "", 0, default);
        }
        using var upload = new UploadBody(body, limits);
        if (uniqueId is not null)
        {
            var earlier = await database.ReadAsync(tx => CommitStore.ImportFindAsync(tx, table.Id, uniqueId), cancellationToken);
            if (earlier is not null)
            {
                await upload.DrainAsync(cancellationToken);
                return Result(ImportStatus.Duplicate, earlier.Records);
            }
        }
        var run = new ImportRun(database, commits, _writer, staging, limits, table);
        try
        {
            await DecodeAsync(upload, run, cancellationToken);
            return await run.CommitAsync(uniqueId, upload.Md5Hex(), cancellationToken) switch
            {
                CommitOutcome.Repeated => Result(ImportStatus.Duplicate, run.Records),
                CommitOutcome.TableNotFound => Result(ImportStatus.TableNotFound, 0),
                _ => Result(ImportStatus.Imported, run.Records),
            };
        }
        finally
        {
            run.Discard();
        }

        ImportResult Result(ImportStatus status, long records) =>
            new(status, answerId, upload.Md5Hex(), records, time.GetElapsedTime(started));
    }

    async Task DecodeAsync(UploadBody upload, ImportRun run, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe(
            new PipeOptions(pauseWriterThreshold: 2 << 20, resumeWriterThreshold: 1 << 20, useSynchronizationContext: false)
        );
        var unpacking = Task.Run(() => upload.UnpackAsync(pipe.Writer, stop.Token), CancellationToken.None);
        try
        {
            var decoder = new MessagePackDecoder(limits, time.GetUtcNow().ToUnixTimeSeconds());
            using var batch = new RecordBatch();
            while (true)
            {
                var read = await pipe.Reader.ReadAsync(cancellationToken);
                var rest = read.Buffer;
                bool full;
                do
                {
                    var position = decoder.Decode(rest, batch, out full);
                    rest = rest.Slice(position);
                    if (full)
                        await run.FlushAsync(batch, cancellationToken);
                } while (full);
                if (read.IsCompleted && !rest.IsEmpty)
                    throw new ImportException(ImportError.Truncated, $"The body ends inside record {decoder.Records + 1}");
                pipe.Reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    break;
            }
            await run.FlushAsync(batch, cancellationToken);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await stop.CancelAsync();
            await unpacking;
        }
    }
}
