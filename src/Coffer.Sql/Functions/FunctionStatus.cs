namespace Coffer.Sql.Functions;

/// <summary>How much of a function stands; the compatibility page prints it.</summary>
public enum FunctionStatus
{
    Full,

    /// <summary>Works with the limits that the row's note names.</summary>
    Partial,

    /// <summary>Known by name and refused with NOT_SUPPORTED.</summary>
    Refused,
}
