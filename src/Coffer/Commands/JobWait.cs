using Coffer.Client;
using Spectre.Console;

namespace Coffer.Commands;

/// <summary>Waits for a job and shows how it goes. Ctrl-C ends the waiting, not the job.</summary>
static class JobWait
{
    static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    /// <summary>A job that ends sooner shows no progress at all.</summary>
    static readonly TimeSpan QuietStart = TimeSpan.FromMilliseconds(400);

    /// <param name="timeout">Null: as long as it takes.</param>
    public static async Task<JobStatusInfo> UntilFinishedAsync(
        Invocation run,
        string jobId,
        TimeSpan? timeout,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } most)
        {
            limit.CancelAfter(most);
        }

        try
        {
            if (await PollAsync(run.Client, jobId, QuietStart, _ => { }, limit.Token) is { } early)
            {
                return early;
            }

            if (!run.ShowsProgress)
            {
                return await QuietlyAsync(run.Client, jobId, limit.Token);
            }

            return await Invocation
                .ErrorConsole.Status()
                .StartAsync(
                    $"job {jobId}",
                    async spinner =>
                    {
                        var started = TimeProvider.System.GetTimestamp();
                        void Show(JobStatusInfo now) =>
                            spinner.Status($"job {jobId} {now.Status}, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s");
                        return (await PollAsync(run.Client, jobId, null, Show, limit.Token))!;
                    }
                );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(
                ExitCode.TimedOut,
                $"Job {jobId} still runs after {timeout!.Value.TotalSeconds:0} s. Wait on with: coffer job wait {jobId}"
            );
        }
        catch (OperationCanceledException)
        {
            throw new CommandException(
                ExitCode.Interrupted,
                $"Job {jobId} runs on. Wait with: coffer job wait {jobId}. Stop it with: coffer job kill {jobId}"
            );
        }
    }

    public static async Task<JobStatusInfo> QuietlyAsync(CofferClient client, string jobId, CancellationToken cancellationToken) =>
        (await PollAsync(client, jobId, null, _ => { }, cancellationToken))!;

    /// <summary>Success is code 0; an error or a kill prints what the job said and has its own code.</summary>
    public static async Task<ExitCode> OutcomeAsync(Invocation run, JobStatusInfo finished, CancellationToken cancellationToken)
    {
        if (finished.Status == "success")
        {
            return ExitCode.Done;
        }

        var job = await run.Client.JobAsync(finished.JobId, cancellationToken);
        if (!string.IsNullOrWhiteSpace(job.Debug?.Stderr))
        {
            Console.Error.WriteLine(job.Debug.Stderr.TrimEnd());
        }

        Console.Error.WriteLine($"error: job {finished.JobId} ended as {finished.Status}");
        return finished.Status == "killed" ? ExitCode.JobKilled : ExitCode.JobFailed;
    }

    /// <returns>Null when the job was still running after <paramref name="duration"/>.</returns>
    static async Task<JobStatusInfo?> PollAsync(
        CofferClient client,
        string jobId,
        TimeSpan? duration,
        Action<JobStatusInfo> seen,
        CancellationToken cancellationToken
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        var pause = FirstPoll;
        while (true)
        {
            var status = await client.JobStatusAsync(jobId, cancellationToken);
            if (status.IsFinished)
            {
                return status;
            }

            seen(status);
            if (TimeProvider.System.GetElapsedTime(started) > duration)
            {
                return null;
            }

            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            pause = pause * 1.5 < LongestPoll ? pause * 1.5 : LongestPoll;
        }
    }
}
