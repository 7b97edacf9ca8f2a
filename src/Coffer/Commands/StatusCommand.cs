using System.CommandLine;
using Coffer.Output;

namespace Coffer.Commands;

/// <summary><c>coffer status</c>.</summary>
static class StatusCommand
{
    public static Command Build()
    {
        var command = new Command("status", "Is the server up, and what is it doing");
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = new Invocation(parsed);
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
