namespace Coffer.Query.Worker;

/// <summary>What a worker does with the rows of a statement.</summary>
enum WorkerOutput
{
    MessagePack,
    Parquet,
    Count,
}
