namespace Coffer.Sql.Functions;

/// <summary>One overload: a row of <c>Functions/*.jsonl</c>.</summary>
public sealed record SqlFunction
{
    public required string Name { get; init; }

    public required FunctionKind Kind { get; init; }

    /// <summary>The signature as Trino's messages print it: <c>array_sort(array(e)) E:orderable</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>The last argument may be repeated (also zero times when <see cref="MinimumArguments"/> allows).</summary>
    public bool Variadic { get; init; }

    public int MinimumArguments { get; init; }

    public bool Deterministic { get; init; } = true;

    /// <summary>The function sees NULL arguments; else the result is NULL as soon as one argument is.</summary>
    public bool CalledOnNull { get; init; }

    /// <summary>The lowering calls an aggregate of ours inside DuckDB; <see cref="CallClauses.ForOwnAggregate"/> says what that changes.</summary>
    public bool Own { get; init; }

    /// <summary>DuckDB text template, or the name of a code lowering after <c>@</c>.</summary>
    public string? Lower { get; init; }

    public FunctionStatus Status { get; init; } = FunctionStatus.Full;

    public string? Note { get; init; }

    internal IReadOnlyList<TypePattern> Arguments { get; init; } = [];

    internal TypePattern Returns { get; init; } = new("unknown", [], false);

    /// <summary>Type variables with their constraint (empty, comparable, orderable), upper case.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Computed literal variables of the result type: name and expression.</summary>
    internal IReadOnlyDictionary<string, string> Computed { get; init; } = new Dictionary<string, string>();
}
