using Shouldly;
using Xunit;

namespace Coffer.Jobs.Tests;

public sealed class JobTransitionsTests
{
    // Every state × event; "-" is a move that cannot happen.
    const string Grid = """
                  Lease    HandBack  Retry   Rescue  Lose   Succeed  Fail   Kill
        Queued    Running  -         -       -       -      -        -      Killed
        Booting   -        -         -       -       -      -        -      -
        Running   -        Queued    Queued  Queued  Error  Success  Error  Killed
        Success   -        -         -       -       -      -        -      -
        Error     -        -         -       -       -      -        -      -
        Killed    -        -         -       -       -      -        -      -
        """;

    [Fact]
    public void Every_cell_is_decided()
    {
        var lines = Grid.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var events = lines[0].Select(Enum.Parse<JobEvent>).ToList();
        events.ShouldBe(Enum.GetValues<JobEvent>());
        lines.Skip(1).Select(line => Enum.Parse<JobState>(line[0])).ShouldBe(Enum.GetValues<JobState>());
        foreach (var line in lines.Skip(1))
        foreach (var (happened, cell) in events.Zip(line.Skip(1)))
        {
            var from = Enum.Parse<JobState>(line[0]);
            JobState? expected = cell == "-" ? null : Enum.Parse<JobState>(cell);
            JobTransitions.Next(from, happened).ShouldBe(expected, $"{from} {happened}");
            var change = JobDecision.Decide(from, happened, now: 5);
            change?.To.ShouldBe(expected!.Value);
            change?.EndedAt.ShouldBe(expected!.Value.IsFinal() ? 5 : null);
        }
    }

    [Fact]
    public void Stored_numbers_stay()
    {
        Enum.GetValues<JobState>()
            .Select(s => $"{s} {(int)s}")
            .ShouldBe(["Queued 0", "Booting 1", "Running 2", "Success 3", "Error 4", "Killed 5"]);
    }

    [Fact]
    public void Success_error_and_killed_are_final()
    {
        Enum.GetValues<JobState>().Where(s => s.IsFinal()).ShouldBe([JobState.Success, JobState.Error, JobState.Killed]);
    }

    [Fact]
    public void The_diagram_in_the_documentation_is_the_table()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Coffer.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        var page = File.ReadAllText(Path.Combine(folder, "docs", "states", "job.md"));

        page.ShouldContain($"```mermaid\n{JobTransitions.ToMermaid()}```");
    }

    [Theory]
    [InlineData(0, 0, JobState.Error, 0)]
    [InlineData(0, 2, JobState.Queued, 2)]
    [InlineData(1, 2, JobState.Queued, 4)]
    [InlineData(2, 2, JobState.Error, 0)]
    [InlineData(31, 32, JobState.Queued, 60)]
    public void Retry_limit_counts_the_further_attempts_and_each_waits_longer(int failures, int retryLimit, JobState expected, int seconds)
    {
        var change = JobDecision.AfterFailure(Jobs.Running(failures, retryLimit), now: 1_000_000);

        change.To.ShouldBe(expected);
        change.AvailableAt.ShouldBe(1_000_000 + seconds * 1_000_000L);
    }
}
