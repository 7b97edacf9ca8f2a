using System.CommandLine;

namespace Coffer.Commands;

/// <summary><c>coffer query</c>: issues a job, waits, prints its result.</summary>
static class QueryCommand
{
    public static Command Build()
    {
        var sql = new Argument<string?>("SQL") { Description = "SQL text, or - for standard input", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<FileInfo?>("--file") { Description = "Read the SQL from this file", HelpName = "FILE" };
        var database = new Option<string>("--database", "-d")
        {
            Description = "Database to run in",
            HelpName = "NAME",
            Required = true,
        };
        var engine = new Option<string>("--engine") { Description = "trino, presto or hive", DefaultValueFactory = _ => "trino" };
        var priority = new Option<int>("--priority") { Description = "-2 (very low) to 2 (very high)" };
        var detach = new Option<bool>("--detach") { Description = "Print the job id and do not wait" };
        var timeout = new Option<int?>("--timeout")
        {
            Description = "Stop waiting after this many seconds; the job runs on",
            HelpName = "SECONDS",
        };
        var output = new Option<string?>("--output", "-o") { Description = "Write the result to this file", HelpName = "FILE" };
        var command = new Command("query", "Run SQL and print the result")
        {
            sql,
            file,
            database,
            engine,
            priority,
            detach,
            timeout,
            output,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var text = await SqlTextAsync(parsed.GetValue(sql), parsed.GetValue(file), cancellationToken);
                var jobId = await run.Client.IssueAsync(
                    parsed.GetRequiredValue(database),
                    text,
                    parsed.GetRequiredValue(engine),
                    parsed.GetValue(priority),
                    cancellationToken
                );
                if (parsed.GetValue(detach))
                {
                    Console.Out.WriteLine(jobId);
                    return (int)ExitCode.Done;
                }

                TimeSpan? limit = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                var finished = await JobWait.UntilFinishedAsync(run, jobId, limit, cancellationToken);
                var outcome = await JobWait.OutcomeAsync(run, finished, cancellationToken);
                if (outcome == ExitCode.Done)
                {
                    await JobResultPrinter.PrintAsync(run, jobId, parsed.GetValue(output), cancellationToken);
                }

                return (int)outcome;
            }
        );
        return command;
    }

    static async Task<string> SqlTextAsync(string? argument, FileInfo? file, CancellationToken cancellationToken) =>
        (argument, file) switch
        {
            (null, { } path) => await File.ReadAllTextAsync(path.FullName, cancellationToken),
            ("-", null) => await Console.In.ReadToEndAsync(cancellationToken),
            ({ } text, null) => text,
            (null, null) => throw new CommandException(
                ExitCode.Usage,
                "Give the SQL as an argument, with --file FILE, or - to read standard input"
            ),
            _ => throw new CommandException(ExitCode.Usage, "Give the SQL either as an argument or with --file, not both"),
        };
}
