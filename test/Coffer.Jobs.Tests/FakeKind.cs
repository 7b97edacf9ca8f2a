using System.Threading.Channels;
using Coffer.Jobs.Running;

namespace Coffer.Jobs.Tests;

/// <summary>A kind whose runs end when and how the test says.</summary>
sealed class FakeKind : IJobKind
{
    readonly Channel<Run> _started = Channel.CreateUnbounded<Run>();

    public bool Runs(string type) => true;

    public async Task<Run> NextAsync(CancellationToken cancellationToken) => await _started.Reader.ReadAsync(cancellationToken);

    public bool HasNext => _started.Reader.TryPeek(out _);

    public async Task<JobOutcome> RunAsync(RunningJob running, CancellationToken cancellationToken)
    {
        var run = new Run(running);
        _started.Writer.TryWrite(run);
        try
        {
            return await run.Ending.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            run.Cancelled.SetResult();
            throw;
        }
    }

    public sealed record Run(RunningJob Job)
    {
        public TaskCompletionSource<JobOutcome> Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Succeed() => Ending.SetResult(new JobOutcome.Succeeded(new JobResult(null, 20, 0, null)));
    }
}
