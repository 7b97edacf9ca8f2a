namespace Coffer.Query;

/// <summary>How far a running query is, reported about twice a second.</summary>
/// <param name="Percent">0 to 100; null while the engine cannot say.</param>
/// <param name="Rows">Result rows written so far.</param>
/// <param name="MemoryBytes">Resident bytes of the worker process.</param>
public readonly record struct EngineProgress(double? Percent, long Rows, long MemoryBytes);
