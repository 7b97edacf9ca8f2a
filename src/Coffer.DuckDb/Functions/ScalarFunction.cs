namespace Coffer.DuckDb;

/// <summary>A scalar function written in C#.</summary>
public sealed record ScalarFunction
{
    public required string Name { get; init; }

    public required IReadOnlyList<LogicalType> Parameters { get; init; }

    /// <summary>Type of any further arguments; null when there are none.</summary>
    public LogicalType? VariableParameters { get; init; }

    public required LogicalType Returns { get; init; }

    public NullHandling NullHandling { get; init; }

    /// <summary>True when equal arguments may give different results: the call is then not folded and runs once per row.</summary>
    public bool Volatile { get; init; }

    public required ScalarFunctionBody Body { get; init; }
}
