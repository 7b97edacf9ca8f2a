using Coffer.Query;
using Coffer.Query.DuckDb;
using Coffer.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coffer.Jobs.Tests.Kinds;

/// <summary>One engine for all tests of the process: it keeps nothing between jobs, and its workers take longer to start than a test to run.</summary>
static class SharedEngine
{
    static readonly Lazy<IQueryEngine> Lazy = new(Start);

    public static IQueryEngine Instance => Lazy.Value;

    static DuckDbEngine Start()
    {
        var folder = new TempFolder();
        // The workers end with this process, when their input closes.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return new DuckDbEngine(
            new DuckDbEngineOptions
            {
                WorkerFile = Path.Combine(AppContext.BaseDirectory, "Coffer.WorkerHost"),
                WorkerArguments = [],
                ScratchFolder = folder.File("scratch"),
                ParallelSessions = 4,
                IdleWorkers = 2,
            },
            TimeProvider.System,
            NullLogger<DuckDbEngine>.Instance
        );
    }
}
