using System.Text.Json.Serialization;
using Coffer.Storage.Commits;
using Coffer.Storage.Scans;

namespace Coffer.Query.Worker;

/// <summary>
/// What server and worker say to each other: frames of a little-endian 32-bit length and one JSON object, the server's on the worker's
/// standard input, the worker's on its standard output.
/// </summary>
/// <remarks>
/// The worker says <see cref="Ready"/> when an instance is prepared. The server sends <see cref="Run"/>; the worker answers with any number
/// of <see cref="Progress"/>, one <see cref="Done"/> or <see cref="Failed"/>, and a <see cref="Ready"/> when the next instance is prepared.
/// <see cref="Interrupt"/> asks the running statement to stop. The end of standard input ends the worker at once.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Interrupt), "interrupt")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Failed), "failed")]
abstract record WorkerMessage
{
    internal sealed record Ready : WorkerMessage;

    internal sealed record Interrupt : WorkerMessage;

    /// <param name="Output">What to do with the rows.</param>
    /// <param name="ResultFile">Where rows go; null for a count.</param>
    /// <param name="Columns">Trino types of the result.</param>
    /// <param name="Layout">Columns of a Parquet file.</param>
    /// <param name="ScratchFolder">A folder of this statement alone, for spilled data.</param>
    internal sealed record Run(
        WorkerOutput Output,
        string Sql,
        IReadOnlyList<string> Columns,
        IReadOnlyList<EngineView> Views,
        IReadOnlyList<string> Files,
        string? ResultFile,
        IReadOnlyList<FileColumn> Layout,
        string ScratchFolder,
        long DuckDbBytes,
        int Threads,
        long SpillBytes
    ) : WorkerMessage;

    internal sealed record Progress(double? Percent, long Rows) : WorkerMessage;

    /// <param name="Rows">Rows written, or the number that was counted.</param>
    /// <param name="File">What a Parquet file holds; null when it has no rows.</param>
    internal sealed record Done(long Rows, long Bytes, FileStatistics? File = null) : WorkerMessage;

    internal sealed record Failed(string Name, int Code, string Type, string Message) : WorkerMessage;
}
