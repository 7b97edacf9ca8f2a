namespace Coffer.Sql.SqlJson;

/// <summary>A JSON path that cannot be read.</summary>
/// <param name="column">Column in the path text, in code points from 1; 0 when the whole path is meant.</param>
/// <param name="line">Line in the path text, from 1.</param>
public sealed class PathException(string errorName, int line, int column, string message) : Exception(message)
{
    /// <summary>SYNTAX_ERROR, INVALID_PATH or NOT_SUPPORTED.</summary>
    public string ErrorName { get; } = errorName;

    public int Line { get; } = line;

    public int Column { get; } = column;
}
