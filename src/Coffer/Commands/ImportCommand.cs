using System.CommandLine;
using System.Net;
using Coffer.Client;
using Coffer.Configuration;
using Coffer.Output;
using Spectre.Console;

namespace Coffer.Commands;

/// <summary><c>coffer import</c>: files into a table, with a progress bar on a terminal.</summary>
static class ImportCommand
{
    static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    public static Command Build()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Files to load", Arity = ArgumentArity.OneOrMore };
        var table = new Option<string>("--database", "-d")
        {
            Description = "Table to load into, as database.table",
            HelpName = "DB.TABLE",
            Required = true,
        };
        var kind = new Option<string?>("--file-format")
        {
            Description =
                "csv, jsonl or msgpack.gz; taken from the file's name when it says so (.csv, .csv.gz, .jsonl, .ndjson, .msgpack.gz …)",
            HelpName = "FORMAT",
        };
        var time = new Option<string?>("--time-column")
        {
            Description = "Column that becomes time; without it the file's own time column, else now",
            HelpName = "NAME",
        };
        var uniqueId = new Option<string?>("--unique-id")
        {
            Description = "Idempotency key: the same key for the same table counts once (with several files their names are added)",
            HelpName = "KEY",
        };
        var command = new Command("import", "Load csv, jsonl or msgpack.gz files into a table, which is created when it is missing")
        {
            files,
            table,
            kind,
            time,
            uniqueId,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var target = TableName.Parse(parsed.GetRequiredValue(table));
                await EnsureAsync(run, target, cancellationToken);
                var given = parsed.GetRequiredValue(files);
                var done = new List<(string File, ImportInfo Info)>();
                foreach (var file in given)
                {
                    var upload = new Upload(
                        file,
                        parsed.GetValue(kind) ?? FileFormat(file.Name),
                        parsed.GetValue(time),
                        parsed.GetValue(uniqueId) is { } key && given.Length > 1 ? $"{key}-{file.Name}" : parsed.GetValue(uniqueId)
                    );
                    done.Add((file.Name, await SendAsync(run, target, upload, cancellationToken)));
                }

                run.Write(
                    RowSet.Of(
                        done,
                        ("file", d => d.File),
                        ("records", d => d.Info.Records),
                        ("duplicate", d => d.Info.Duplicate),
                        ("unique_id", d => d.Info.UniqueId),
                        ("elapsed_time", d => Math.Round(d.Info.ElapsedTime, 3))
                    )
                );
            }
        );
        return command;
    }

    /// <summary>A table that is there already is as good.</summary>
    static async Task EnsureAsync(Invocation run, TableName table, CancellationToken cancellationToken)
    {
        try
        {
            await run.Client.CreateTableAsync(table.Database, table.Table, null, cancellationToken);
            run.Note($"Table {table} is created");
        }
        catch (CofferApiException exists) when (exists.Status == HttpStatusCode.Conflict) { }
    }

    static string FileFormat(string name)
    {
        var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Path.GetExtension(plain).ToLowerInvariant() switch
        {
            ".csv" => "csv",
            ".jsonl" or ".ndjson" or ".json" => "jsonl",
            ".msgpack" => "msgpack.gz",
            _ => throw new CommandException(
                ExitCode.Usage,
                $"The name {name} does not tell its format: say --file-format csv, jsonl or msgpack.gz"
            ),
        };
    }

    static async Task<ImportInfo> SendAsync(Invocation run, TableName target, Upload upload, CancellationToken cancellationToken)
    {
        await using var content = upload.File.OpenRead();
        if (!run.ShowsProgress)
        {
            using var counted = new CountingStream(content);
            await using var lines = run.Quiet ? null : new ProgressLines(upload, counted);
            return await PutAsync(run.Client, target, upload, counted, cancellationToken);
        }

        return await Invocation
            .ErrorConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(upload.File.Name), maxValue: Math.Max(1, upload.File.Length));
                using var counted = new CountingStream(content, bytes => bar.Value = bytes);
                var info = await PutAsync(run.Client, target, upload, counted, cancellationToken);
                bar.Value = bar.MaxValue;
                return info;
            });
    }

    static Task<ImportInfo> PutAsync(
        CofferClient client,
        TableName target,
        Upload upload,
        Stream content,
        CancellationToken cancellationToken
    ) => client.ImportAsync(target.Database, target.Table, content, upload.Format, upload.TimeColumn, upload.UniqueId, cancellationToken);

    sealed record Upload(FileInfo File, string Format, string? TimeColumn, string? UniqueId);

    /// <summary>Without a terminal: a line every ten seconds.</summary>
    sealed class ProgressLines : IAsyncDisposable
    {
        readonly PeriodicTimer _timer = new(LineInterval);
        readonly Task _loop;

        public ProgressLines(Upload upload, CountingStream sent) => _loop = RunAsync(upload, sent);

        public async ValueTask DisposeAsync()
        {
            _timer.Dispose();
            await _loop;
        }

        async Task RunAsync(Upload upload, CountingStream sent)
        {
            var started = TimeProvider.System.GetTimestamp();
            while (await _timer.WaitForNextTickAsync())
            {
                var rate = sent.Bytes / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
                var left = rate > 0 ? TimeSpan.FromSeconds((upload.File.Length - sent.Bytes) / rate) : TimeSpan.Zero;
                Console.Error.WriteLine(
                    $"{upload.File.Name}: {ByteSize.Text(sent.Bytes)} of {ByteSize.Text(upload.File.Length)}, {ByteSize.Text(rate)}/s, {left:hh\\:mm\\:ss} left"
                );
            }
        }
    }
}
