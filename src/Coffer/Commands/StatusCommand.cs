using System.CommandLine;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer status</c>.</summary>
static class StatusCommand
{
    public static Command Build()
    {
        var probe = new Option<bool>("--probe") { Description = "Only tell by the exit code whether the server is ready; needs no key" };
        var command = new Command("status", "Is the server up, and what is it doing") { probe };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
                if (parsed.GetValue(probe))
                {
                    await run.Client.ReadyAsync(cancellationToken);
                    return;
                }

                var info = await run.Client.InfoAsync(cancellationToken);
                run.Write(
                    RowSet.Of(
                        [info],
                        ("endpoint", _ => run.Client.Endpoint.ToString()),
                        ("version", i => i.Version),
                        ("started_at", i => i.StartedAt),
                        ("database", i => i.Database),
                        ("jobs_queued", i => i.JobsQueued),
                        ("jobs_running", i => i.JobsRunning)
                    )
                );
            }
        );
        return command;
    }
}
