using System.Text;

namespace Coffer.Jobs;

/// <summary>Every change of state that a job can make; whatever is not listed cannot happen. docs/states/job.md is printed from it.</summary>
public static class JobTransitions
{
    public static IReadOnlyList<JobTransition> All { get; } =
    [
        new(JobEvent.Lease, [JobState.Queued], JobState.Running),
        new(JobEvent.HandBack, [JobState.Running], JobState.Queued),
        new(JobEvent.Retry, [JobState.Running], JobState.Queued),
        new(JobEvent.Rescue, [JobState.Running], JobState.Queued),
        new(JobEvent.Lose, [JobState.Running], JobState.Error),
        new(JobEvent.Succeed, [JobState.Running], JobState.Success),
        new(JobEvent.Fail, [JobState.Running], JobState.Error),
        new(JobEvent.Kill, [JobState.Queued, JobState.Running], JobState.Killed),
    ];

    /// <summary>The state after the event, or null when the event cannot happen in this state.</summary>
    public static JobState? Next(JobState from, JobEvent happened) =>
        All.FirstOrDefault(t => t.Event == happened && t.From.Contains(from))?.To;

    public static bool IsFinal(this JobState state) => !All.Any(t => t.From.Contains(state)) && All.Any(t => t.To == state);

    /// <summary>The table as a mermaid state diagram.</summary>
    public static string ToMermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> Queued: Issue\n");
        foreach (var transition in All)
        foreach (var from in transition.From)
            text.Append("    ").Append(from).Append(" --> ").Append(transition.To).Append(": ").Append(transition.Event).Append('\n');
        foreach (var state in Enum.GetValues<JobState>().Where(IsFinal))
            text.Append("    ").Append(state).Append(" --> [*]\n");
        return text.ToString();
    }
}
