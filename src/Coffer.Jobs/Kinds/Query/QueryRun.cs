using System.Globalization;
using System.Text.Json;
using Coffer.Database;
using Coffer.Jobs.Results;
using Coffer.Jobs.Running;
using Coffer.Query;
using Coffer.Query.Results;
using Coffer.Sql;
using Coffer.Sql.Functions;
using Coffer.Sql.Text;
using Coffer.Sql.Types;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;

namespace Coffer.Jobs.Kinds.Query;

/// <summary>
/// One attempt at a query job. Whatever a statement changes is committed together with the record that the statement is done
/// (<see cref="RunningJob.RecordStepAsync(ITransaction, int, JobResult?)"/>), so an attempt that follows a crash goes on behind it and doubles nothing.
/// </summary>
sealed class QueryRun(
    RunningJob running,
    StatementPreparer preparer,
    TableCatalog catalog,
    TableCommits commits,
    StagingFolder staging,
    JobResults results,
    IQueryEngine engine,
    JobOptions options
) : IAsyncDisposable
{
    /// <summary>How often a DELETE is tried again because others rewrote the same files.</summary>
    const int MaxConflicts = 10;

    readonly SqlSession _session = new()
    {
        Database = running.Job.Database,
        NowMicros = running.Job.StartedAt!.Value,
        ScheduledTime = running.Job.ScheduledTime ?? running.Job.CreatedAt / UnixMicroseconds.PerSecond,
        User = running.Job.UserName,
    };

    IQuerySession? _engineSession;
    JobResult? _result = Stored(running.Job);
    int _index;

    long NowSeconds => _session.NowMicros / UnixMicroseconds.PerSecond;

    /// <summary>The tag is what the commit log shows; that nothing is committed twice is the step record's work.</summary>
    CommitTag Tag => CommitTag.ForJob(running.Job.Id.Value, _index);

    /// <summary>Runs what is left of the job and returns its result.</summary>
    /// <exception cref="QueryFailedException">A statement is wrong.</exception>
    public async Task<JobResult> RunAsync(CancellationToken cancellationToken)
    {
        var source = new SourceText(running.Job.Query);
        var statements = SqlFrontEnd.Split(source);
        // A text of comments only: the parser has the words for it.
        if (statements.Count == 0)
            statements = [SourceStatement.Whole(running.Job.Query)];
        for (_index = running.Job.StepsDone; _index < statements.Count; _index++)
        {
            running.Progress = 0;
            if (statements.Count > 1)
                running.Log.Write($"statement {_index + 1} of {statements.Count}");
            var isLast = _index == statements.Count - 1;
            await RunStatementAsync(statements[_index], isLast, cancellationToken);
        }
        var result = _result ?? JobResults.Empty;
        if (statements.Count > 1 || running.Lease.Number > 1)
            await results.TidyAsync(running.Job.Id, result.Path, cancellationToken);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (_engineSession is not null)
            await _engineSession.DisposeAsync();
    }

    async Task RunStatementAsync(SourceStatement source, bool isLast, CancellationToken cancellationToken)
    {
        var statement = await preparer.PrepareAsync(source, _session, cancellationToken);
        switch (statement.Compiled)
        {
            case CompiledQuery query:
                await SelectAsync(statement, query, isLast, cancellationToken);
                break;
            case CompiledRows rows:
                _result = await PublishAsync(rows, cancellationToken);
                await RecordUnlessLastAsync(isLast, cancellationToken);
                break;
            case CompiledNothing:
                await RecordUnlessLastAsync(isLast, cancellationToken);
                break;
            case CompiledInsert insert:
                await InsertAsync(statement, insert, cancellationToken);
                break;
            case CompiledCreateTableAs create:
                await CreateTableAsAsync(statement, create, cancellationToken);
                break;
            case CompiledCreateTable create:
                await CreateTableAsync(create, cancellationToken);
                break;
            case CompiledDropTable drop:
                await DropTableAsync(drop, cancellationToken);
                break;
            case CompiledRenameTable rename:
                await RenameTableAsync(rename, cancellationToken);
                break;
            case CompiledDelete delete:
                await DeleteAsync(source, statement, delete, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"No way to run a {statement.Compiled.GetType().Name}.");
        }
    }

    async Task SelectAsync(Statement statement, CompiledQuery query, bool isLast, CancellationToken cancellationToken)
    {
        var file = staging.NewFile("msgpack.gz");
        var session = await EngineAsync(cancellationToken);
        var outcome = await session.RunAsync(preparer.ToEngine(statement, query, query.Scans), file, Progress(), cancellationToken);
        _result = await PublishAsync(file, outcome, query.Columns, cancellationToken);
        await RecordUnlessLastAsync(isLast, cancellationToken);
    }

    async Task InsertAsync(Statement statement, CompiledInsert insert, CancellationToken cancellationToken)
    {
        var table = statement.Catalog.Get(insert.Target);
        var layout = FileLayout.ForTable(table, insert.TargetColumns, SourceColumns(insert.Query), NowSeconds);
        var staged = await WriteAsync(preparer.ToEngine(statement, insert.Query, insert.Query.Scans), layout, cancellationToken);
        await AnswerRowsAsync(staged?.Statistics.Records ?? 0, cancellationToken);
        if (staged is null)
        {
            await RecordAsync(cancellationToken);
            return;
        }
        var commit = await commits.AppendAsync(table.Id, Tag, [staged], RecordAsync, cancellationToken);
        if (commit.Outcome == CommitOutcome.TableNotFound)
            throw new QueryFailedException($"Table 'td.{insert.Target.Schema}.{insert.Target.Name}' was dropped while the query ran");
    }

    async Task CreateTableAsAsync(Statement statement, CompiledCreateTableAs create, CancellationToken cancellationToken)
    {
        var (database, name) = Names(create.Schema, create.Name);
        var columns = NewTableColumns.Of(create.Query.Columns.Select(c => (c.Name, c.Type)));
        var staged = create.WithData
            ? await WriteAsync(
                preparer.ToEngine(statement, columns.Convert(create.Query, new EmitContext(_session.TimeZone)), create.Query.Scans),
                columns.Layout(NowSeconds),
                cancellationToken
            )
            : null;
        await AnswerRowsAsync(staged?.Statistics.Records ?? 0, cancellationToken);
        var created = await commits.CreateTableAsync(
            database,
            name,
            new NewTable { Schema = columns.Schema },
            Tag,
            staged is null ? [] : [staged],
            RecordAsync,
            cancellationToken
        );
        switch (created)
        {
            case CreateTableAsResult.AlreadyExists when create.IfNotExists:
                await AnswerRowsAsync(0, cancellationToken);
                await RecordAsync(cancellationToken);
                break;
            case CreateTableAsResult.AlreadyExists:
                throw new QueryFailedException($"Table 'td.{create.Schema}.{create.Name}' already exists");
            case CreateTableAsResult.DatabaseNotFound:
                throw new QueryFailedException($"Schema {create.Schema} not found");
        }
    }

    async Task CreateTableAsync(CompiledCreateTable create, CancellationToken cancellationToken)
    {
        var (database, name) = Names(create.Schema, create.Name);
        var schema = NewTableColumns.Of(create.Columns.Select(c => (c.Name, c.Type))).Schema;
        var created = await catalog.CreateTableAsync(database, name, new NewTable { Schema = schema }, RecordAsync, cancellationToken);
        switch (created)
        {
            case CreateTableResult.AlreadyExists when create.IfNotExists:
                await RecordAsync(cancellationToken);
                break;
            case CreateTableResult.AlreadyExists:
                throw new QueryFailedException($"Table 'td.{create.Schema}.{create.Name}' already exists");
            case CreateTableResult.DatabaseNotFound:
                throw new QueryFailedException($"Schema {create.Schema} not found");
        }
    }

    async Task DropTableAsync(CompiledDropTable drop, CancellationToken cancellationToken)
    {
        var (database, name) = Names(drop.Schema, drop.Name);
        var deleted = await catalog.DeleteTableAsync(database, name, RecordAsync, cancellationToken);
        switch (deleted)
        {
            case DeleteTableResult.Protected:
                throw new QueryFailedException($"Table 'td.{drop.Schema}.{drop.Name}' is protected against deletion");
            case DeleteTableResult.TableNotFound or DeleteTableResult.DatabaseNotFound when drop.IfExists:
                await RecordAsync(cancellationToken);
                break;
            case DeleteTableResult.TableNotFound or DeleteTableResult.DatabaseNotFound:
                throw new QueryFailedException($"Table 'td.{drop.Schema}.{drop.Name}' does not exist");
        }
    }

    async Task RenameTableAsync(CompiledRenameTable rename, CancellationToken cancellationToken)
    {
        if (rename.NewSchema != rename.Schema)
            throw new QueryFailedException("Table rename across schemas is not supported");
        var (database, name) = Names(rename.Schema, rename.Name);
        var (_, newName) = Names(rename.NewSchema, rename.NewName);
        var renamed = await catalog.RenameTableAsync(database, name, newName, overwrite: false, RecordAsync, cancellationToken);
        switch (renamed)
        {
            case RenameTableResult.TargetExists or RenameTableResult.TargetProtected:
                throw new QueryFailedException($"Target table 'td.{rename.NewSchema}.{rename.NewName}' already exists");
            case RenameTableResult.TableNotFound or RenameTableResult.DatabaseNotFound when rename.IfExists:
                await RecordAsync(cancellationToken);
                break;
            case RenameTableResult.TableNotFound or RenameTableResult.DatabaseNotFound:
                throw new QueryFailedException($"Table 'td.{rename.Schema}.{rename.Name}' does not exist");
        }
    }

    async Task DeleteAsync(SourceStatement source, Statement statement, CompiledDelete delete, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            if (await TryDeleteAsync(statement, delete, cancellationToken))
                return;
            if (conflicts == MaxConflicts)
                throw new QueryFailedException("The table is rewritten by others all the time; the DELETE changed nothing");
            statement = await preparer.PrepareAsync(source, _session, cancellationToken);
            delete = (CompiledDelete)statement.Compiled;
        }
    }

    /// <summary>Rewrites the files that hold rows to delete; false when others changed one of them meanwhile.</summary>
    async Task<bool> TryDeleteAsync(Statement statement, CompiledDelete delete, CancellationToken cancellationToken)
    {
        var removed = new List<DataFileId>();
        var added = new List<StagedFile>();
        var deleted = 0L;
        try
        {
            foreach (var unit in preparer.RewriteUnits(statement, delete))
            {
                var others = preparer.ToEngine(statement, delete.KeepRows, delete.KeepRows.Scans.Skip(1));
                var query = others with
                {
                    Views = [new EngineView(delete.KeepRows.Scans[0].RelationName, unit.Source.Sql), .. others.Views],
                    Files = [.. unit.Source.Files, .. others.Files],
                };
                var kept = await WriteAsync(query, unit.Layout, cancellationToken);
                if (kept is not null)
                    added.Add(kept);
                var gone = unit.Records - (kept?.Statistics.Records ?? 0);
                if (gone == 0 && kept is not null)
                {
                    added.Remove(kept);
                    staging.Discard(kept);
                    continue;
                }
                deleted += gone;
                removed.AddRange(unit.Files.Select(f => f.Id));
            }
        }
        catch
        {
            added.ForEach(staging.Discard);
            throw;
        }
        await AnswerRowsAsync(deleted, cancellationToken);
        if (removed.Count == 0)
        {
            await RecordAsync(cancellationToken);
            return true;
        }
        var table = statement.Catalog.Get(delete.Target).Id;
        var commit = await commits.RewriteAsync(table, Tag, removed, added, RecordAsync, cancellationToken);
        return commit.Outcome is CommitOutcome.Committed or CommitOutcome.Repeated;
    }

    /// <summary>Runs a query into a data file; null when there were no rows.</summary>
    async Task<StagedFile?> WriteAsync(EngineQuery query, FileLayout layout, CancellationToken cancellationToken)
    {
        var path = staging.NewFile();
        var session = await EngineAsync(cancellationToken);
        var statistics = await session.WriteParquetAsync(query, layout, path, Progress(), cancellationToken);
        return statistics is null ? null : new StagedFile(path, statistics);
    }

    /// <summary>Trino answers INSERT, CREATE TABLE AS and DELETE with one number of rows.</summary>
    async Task AnswerRowsAsync(long rows, CancellationToken cancellationToken) =>
        _result = await PublishAsync(
            new CompiledRows(
                [new SqlResultColumn("rows", SqlType.BigInt)],
                [
                    [rows],
                ]
            ),
            cancellationToken
        );

    Task<JobResult> PublishAsync(CompiledRows rows, CancellationToken cancellationToken)
    {
        var file = staging.NewFile("msgpack.gz");
        return PublishAsync(file, ResultWriter.Write(rows, file), rows.Columns, cancellationToken);
    }

    async Task<JobResult> PublishAsync(
        string file,
        QueryOutcome outcome,
        IReadOnlyList<SqlResultColumn> columns,
        CancellationToken cancellationToken
    )
    {
        var path = await results.PublishAsync(running.Lease, _index, file, cancellationToken);
        var schema = JsonSerializer.Serialize(columns.Select(c => new[] { c.Name, c.Type.ColumnText }));
        return new JobResult(path, outcome.Bytes, outcome.Rows, schema);
    }

    /// <summary>To be committed with what the statement did.</summary>
    Task RecordAsync(ITransaction transaction) => running.RecordStepAsync(transaction, _index + 1, _result);

    Task RecordAsync(CancellationToken cancellationToken) => running.RecordStepAsync(_index + 1, _result, cancellationToken);

    /// <summary>The end of the job records the last statement; one commit less for the common single SELECT.</summary>
    Task RecordUnlessLastAsync(bool isLast, CancellationToken cancellationToken) =>
        isLast ? Task.CompletedTask : RecordAsync(cancellationToken);

    async Task<IQuerySession> EngineAsync(CancellationToken cancellationToken) =>
        _engineSession ??= await engine.OpenSessionAsync(
            new EngineLimits
            {
                MemoryBytes = options.QueryMemoryBytes,
                Threads = options.QueryThreads,
                Timeout = options.MaxRunTime,
            },
            cancellationToken
        );

    ProgressReporter Progress() => new(running);

    static JobResult? Stored(Job job) =>
        job.StepsDone > 0 && job.ResultSize is { } size ? new JobResult(job.ResultPath, size, job.NumRecords ?? 0, job.ResultSchema) : null;

    static IReadOnlyList<string> SourceColumns(CompiledQuery query) =>
        [.. Enumerable.Range(1, query.Columns.Count).Select(i => "c" + i.ToString(CultureInfo.InvariantCulture))];

    static (DatabaseName Database, TableName Table) Names(string schema, string table)
    {
        if (!DatabaseName.TryParse(schema, out var database))
            throw new QueryFailedException($"Schema {schema} not found");
        if (!TableName.TryParse(table, out var name))
            throw new QueryFailedException($"'{table}' is not a table name: use 3 to 256 of the characters a-z, 0-9 and _");
        return (database, name);
    }

    sealed class ProgressReporter(RunningJob running) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value)
        {
            if (value.Percent is { } percent)
                running.Progress = (int)Math.Clamp(percent, 0, 100);
        }
    }
}
