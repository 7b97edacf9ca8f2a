using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Coffer.Query.Worker;

/// <summary>The worker's side of the protocol: what <c>coffer worker</c> runs.</summary>
public sealed class WorkerProcess
{
    // Deep expressions recurse in DuckDB's planner on this thread; memory is only taken when used.
    const int StackBytes = 128 << 20;

    readonly FrameStream _frames;
    readonly BlockingCollection<WorkerMessage.Run> _requests = [];
    volatile WorkerRun? _running;

    WorkerProcess(FrameStream frames) => _frames = frames;

    /// <summary>Serves requests from standard input until it ends, and then ends the process.</summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run()
    {
        // The server decides when a worker ends: a signal to the whole process group must not fail its jobs first.
        using var interrupt = Ignore(PosixSignal.SIGINT);
        using var terminate = Ignore(PosixSignal.SIGTERM);
        using var hangUp = Ignore(PosixSignal.SIGHUP);
        using var quit = Ignore(PosixSignal.SIGQUIT);
        using var frames = new FrameStream(Console.OpenStandardInput(), Console.OpenStandardOutput());

        // Standard output is the protocol's alone.
        Console.SetOut(Console.Error);
        new WorkerProcess(frames).Serve();
        return 0;
    }

    static PosixSignalRegistration Ignore(PosixSignal signal) => PosixSignalRegistration.Create(signal, context => context.Cancel = true);

    void Serve()
    {
        new Thread(Execute, StackBytes) { IsBackground = true, Name = "query" }.Start();
        while (_frames.Read() is { } message)
        {
            switch (message)
            {
                case WorkerMessage.Run request:
                    _requests.Add(request);
                    break;
                case WorkerMessage.Interrupt:
                    _running?.Interrupt();
                    break;
                default:
                    throw new InvalidDataException($"A worker does not take {message.GetType().Name}");
            }
        }

        // The server is gone and nobody wants the answer: a regular exit would wait for DuckDB's threads.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    void Execute()
    {
        try
        {
            WorkerRun.WarmUp();
            while (true)
            {
                using var run = new WorkerRun(_frames.Write);
                _running = run;
                _frames.Write(new WorkerMessage.Ready());
                _frames.Write(run.Execute(_requests.Take()));
                _running = null;
            }
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
            Environment.Exit(70);
        }
    }
}
