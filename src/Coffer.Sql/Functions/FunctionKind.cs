namespace Coffer.Sql.Functions;

/// <summary>Where a function may stand.</summary>
public enum FunctionKind
{
    Scalar,
    Aggregate,

    /// <summary>Only with OVER.</summary>
    Window,
}
