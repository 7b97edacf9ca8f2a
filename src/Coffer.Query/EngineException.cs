namespace Coffer.Query;

/// <summary>A query that failed while running, in the terms in which Trino reports it. The message names no files.</summary>
/// <param name="name">Trino's error name, e.g. <c>DIVISION_BY_ZERO</c>.</param>
/// <param name="code">Trino's error code, e.g. 8.</param>
/// <param name="type">Trino's error type, e.g. <c>USER_ERROR</c>.</param>
public sealed class EngineException(string name, int code, string type, string message) : Exception(message)
{
    public string Name { get; } = name;

    public int Code { get; } = code;

    public string Type { get; } = type;
}
