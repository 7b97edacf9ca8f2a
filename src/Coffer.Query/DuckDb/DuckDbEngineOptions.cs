namespace Coffer.Query.DuckDb;

/// <summary>How the engine starts and limits its workers.</summary>
public sealed record DuckDbEngineOptions
{
    /// <summary>The program that calls <see cref="Worker.WorkerProcess.Run"/>: normally the server's own executable.</summary>
    public required string WorkerFile { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> WorkerArguments { get; init; } = ["worker"];

    /// <summary>An absolute folder for spilled data and unfinished files; created and emptied at the start.</summary>
    public required string ScratchFolder { get; init; }

    /// <summary>Sessions at the same time; more wait in order of arrival.</summary>
    public required int ParallelSessions { get; init; }

    /// <summary>Workers that are kept running without work.</summary>
    public int IdleWorkers { get; init; } = 1;

    /// <summary>How long a statement may take to stop when it is interrupted, before its worker is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a worker may take to start.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the memory of a busy worker is looked at.</summary>
    public TimeSpan MemoryInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A worker that is larger than this after a statement is replaced instead of kept.</summary>
    public long KeepBelowBytes { get; init; } = 400 << 20;

    /// <summary>Statements after which a worker is replaced.</summary>
    public int StatementsPerWorker { get; init; } = 1000;
}
