namespace Coffer.DuckDb;

/// <summary>What a function does with null arguments.</summary>
public enum NullHandling
{
    /// <summary>A row with a null argument gives null (aggregates skip it); the body does not see it.</summary>
    Propagate,

    /// <summary>The body sees every row and decides.</summary>
    Called,
}
