namespace Coffer.Sql.Values;

/// <summary>An error that Trino would raise for a value: its error name, and its message text without a position.</summary>
public sealed class TrinoException(string errorName, string message) : Exception(message)
{
    public string ErrorName { get; } = errorName;

    public static TrinoException InvalidArgument(string message) => new("INVALID_FUNCTION_ARGUMENT", message);

    public static TrinoException InvalidCast(string message) => new("INVALID_CAST_ARGUMENT", message);

    public static TrinoException OutOfRange(string message) => new("NUMERIC_VALUE_OUT_OF_RANGE", message);

    public static TrinoException DivisionByZero() => new("DIVISION_BY_ZERO", "Division by zero");
}
