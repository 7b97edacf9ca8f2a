using System.CommandLine;
using Coffer.Client;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer job</c>.</summary>
static class JobCommands
{
    public static Command Build()
    {
        var id = new Argument<string>("JOB") { Description = "Job id, its URL, or last" };
        return new Command("job", "Jobs") { List(), Show(id), Result(id), Kill(id), Wait(id) };
    }

    static Command List()
    {
        var limit = new Option<int>("--limit", "-n") { Description = "Number of jobs, newest first", DefaultValueFactory = _ => 20 };
        var status = new Option<string?>("--status") { Description = "queued, running, success, error or killed" };
        var command = new Command("list", "List jobs, newest first") { limit, status };
        command.Aliases.Add("ls");
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                Print(run, await run.Client.JobsAsync(parsed.GetValue(limit), parsed.GetValue(status), cancellationToken));
            }
        );
        return command;
    }

    static Command Show(Argument<string> id)
    {
        var command = new Command("show", "Show one job with what it printed") { id };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var job = await run.Client.JobAsync(await IdAsync(run, parsed.GetRequiredValue(id), cancellationToken), cancellationToken);
                Print(run, [job]);
                foreach (var text in (string?[])[job.Debug?.Cmdout, job.Debug?.Stderr])
                {
                    if (!string.IsNullOrWhiteSpace(text))
                    {
                        run.Note(text.TrimEnd());
                    }
                }
            }
        );
        return command;
    }

    static Command Result(Argument<string> id)
    {
        var output = new Option<string?>("--output", "-o") { Description = "Write the result to this file", HelpName = "FILE" };
        var command = new Command("result", "Print the result of a finished job") { id, output };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var job = await IdAsync(run, parsed.GetRequiredValue(id), cancellationToken);
                await JobResultPrinter.PrintAsync(run, job, parsed.GetValue(output), cancellationToken);
            }
        );
        return command;
    }

    static Command Kill(Argument<string> id)
    {
        var command = new Command("kill", "Stop a job") { id };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var job = await IdAsync(run, parsed.GetRequiredValue(id), cancellationToken);
                var former = await run.Client.KillAsync(job, cancellationToken);
                if (former is "success" or "error" or "killed")
                {
                    run.Note($"Job {job} had already ended as {former}");
                    return (int)ExitCode.Conflict;
                }

                run.Note($"Job {job} was {former} and is being stopped");
                return (int)ExitCode.Done;
            }
        );
        return command;
    }

    static Command Wait(Argument<string> id)
    {
        var timeout = new Option<int?>("--timeout") { Description = "Stop waiting after this many seconds", HelpName = "SECONDS" };
        var command = new Command("wait", "Wait until a job has ended; the exit code tells how") { id, timeout };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                var job = await IdAsync(run, parsed.GetRequiredValue(id), cancellationToken);
                TimeSpan? limit = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                var finished = await JobWait.UntilFinishedAsync(run, job, limit, cancellationToken);
                return (int)await JobWait.OutcomeAsync(run, finished, cancellationToken);
            }
        );
        return command;
    }

    static async Task<string> IdAsync(Invocation run, string text, CancellationToken cancellationToken)
    {
        if (text == "last")
        {
            var newest = await run.Client.JobsAsync(1, null, cancellationToken);
            return newest is [var job] ? job.JobId : throw new CommandException(ExitCode.NotFound, "There are no jobs yet");
        }

        return text.TrimEnd('/').Split('/')[^1];
    }

    static void Print(Invocation run, IReadOnlyList<JobInfo> jobs) =>
        run.Write(
            RowSet.Of(
                jobs,
                ("job_id", j => j.JobId),
                ("type", j => j.Type),
                ("status", j => j.Status),
                ("database", j => j.Database),
                ("start_at", j => j.StartAt),
                ("duration", j => j.Duration),
                ("num_records", j => j.NumRecords),
                ("result_size", j => j.ResultSize),
                ("query", j => j.Query)
            )
        );
}
